import type { ScheduleDto, ScheduleRunDto } from "@/server/schedules/schemas";
import { Card } from "../ui/card";
import { DateText } from "../ui/date-text";
import { LinkButton } from "../ui/link-button";
import { Notice } from "../ui/notice";
import { formatCount } from "../ui/numbers";
import { Status } from "../ui/status";
import { withQuery } from "../ui/with-query";
import { alertWords, lookOf, SCHEDULE_WORDS } from "./schedule-words";

type SchedulesProps = { schedules: readonly ScheduleDto[] };

/** What is wrong with schedules: late, missed, failed. Nothing while they keep their time. */
export function ScheduleAlerts({ schedules }: SchedulesProps) {
  const alerts = schedules.flatMap((schedule) => {
    const words = alertWords(schedule);
    return words ? [{ key: schedule.schedule, ...words }] : [];
  });
  return alerts.map(({ key, title, text }) => (
    <Notice
      key={key}
      tone="warn"
      title={title}
      action={
        <LinkButton size="s" href={withQuery("/sync", { state: ["late", "missed", "failed"] })}>
          Show the runs
        </LinkButton>
      }
    >
      {text}
    </Notice>
  ));
}

/** When each schedule runs next, and how its last time went. What was late or missed stands among the runs. */
export function SchedulesCard({ schedules }: SchedulesProps) {
  return (
    <Card title="Schedules" note="what runs by itself">
      <dl className="grid gap-x-8 gap-y-3 sm:grid-cols-3">
        {schedules.map(({ schedule, nextAt, overdueSince, runs }) => (
          <div key={schedule}>
            <dt className="text-12 text-ink-3">{SCHEDULE_WORDS[schedule]}</dt>
            <dd>
              {overdueSince ? (
                <Status tone="warn" icon="clock">
                  Late since <DateText value={overdueSince} time />
                </Status>
              ) : nextAt ? (
                <>
                  next <DateText value={nextAt} time />
                </>
              ) : (
                "Switched off"
              )}
            </dd>
            <dd className="text-12 text-ink-2">
              <Last run={runs[0]} />
            </dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}

function Last({ run }: { run: ScheduleRunDto | undefined }) {
  if (!run) return "It has not run yet.";
  const { word } = lookOf(run);
  return (
    <>
      last <DateText value={run.dueAt} time />: {word.toLowerCase()}
      {run.state !== "missed" && `, ${formatCount(run.checked)} checked`}
      {run.errors > 0 && `, ${formatCount(run.errors)} errors`}
    </>
  );
}
