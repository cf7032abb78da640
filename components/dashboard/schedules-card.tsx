import type { ScheduleDto, ScheduleRunDto } from "@/server/schedules/schemas";
import { AgeText } from "../ui/age-text";
import { Card } from "../ui/card";
import { DateText } from "../ui/date-text";
import { Notice } from "../ui/notice";
import { formatCount } from "../ui/numbers";
import { Status } from "../ui/status";
import { Table, Td, Tr } from "../ui/table";
import { Th } from "../ui/table-head";
import { alertWords, lookOf, SCHEDULE_WORDS } from "./schedule-words";

type SchedulesProps = { schedules: readonly ScheduleDto[] };

/** What is wrong with schedules: late, missed, failed. Nothing while they keep their time. */
export function ScheduleAlerts({ schedules }: SchedulesProps) {
  const alerts = schedules.flatMap((schedule) => {
    const words = alertWords(schedule);
    return words ? [{ key: schedule.schedule, ...words }] : [];
  });
  return alerts.map(({ key, title, text }) => (
    <Notice key={key} tone="warn" title={title}>
      {text}
    </Notice>
  ));
}

const SHOWN = 12;

/** What ran by itself and what was late or missed, newest first, and when each runs next. */
export function SchedulesCard({ schedules }: SchedulesProps) {
  const runs = schedules
    .flatMap((schedule) => schedule.runs)
    .sort((one, other) => (one.dueAt < other.dueAt ? 1 : -1))
    .slice(0, SHOWN);
  return (
    <Card title="Schedules" note="what runs by itself" padded={false}>
      <dl className="flex flex-wrap gap-x-8 gap-y-2 px-3.5 pb-3">
        {schedules.map(({ schedule, nextAt, overdueSince }) => (
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
          </div>
        ))}
      </dl>
      {runs.length > 0 && <Runs runs={runs} />}
    </Card>
  );
}

function Runs({ runs }: { runs: readonly ScheduleRunDto[] }) {
  return (
    <Table caption="Runs of schedules" stacked>
      <thead>
        <tr>
          <Th>Schedule</Th>
          <Th>Due</Th>
          <Th>State</Th>
          <Th>Begun</Th>
          <Th numeric>Checked</Th>
          <Th numeric>Changed</Th>
          <Th numeric>Errors</Th>
          <Th numeric>Left</Th>
        </tr>
      </thead>
      <tbody>
        {runs.map((run) => (
          <Run key={`${run.schedule} ${run.dueAt}`} run={run} />
        ))}
      </tbody>
    </Table>
  );
}

function Run({ run }: { run: ScheduleRunDto }) {
  const look = lookOf(run);
  return (
    <Tr>
      <Td phone="line">{SCHEDULE_WORDS[run.schedule]}</Td>
      <Td>
        <DateText value={run.dueAt} time />
      </Td>
      <Td>
        <Status tone={look.tone} {...(look.icon ? { icon: look.icon } : {})}>
          {look.word}
        </Status>
        {run.failure && <span className="block text-12 text-ink-3">{run.failure}</span>}
      </Td>
      <Td muted phone={run.startedAt ? "flow" : "hidden"}>
        {run.startedAt ? <AgeText value={run.startedAt} /> : "Never"}
      </Td>
      <Count value={run.checked} unit="checked" />
      <Count value={run.changed} unit="changed" />
      <Count value={run.errors} unit="errors" />
      <Count value={run.left} unit="left" />
    </Tr>
  );
}

/** On a phone, where no heading stands above it, a number says what it counts, and none says nothing. */
const Count = ({ value, unit }: { value: number; unit: string }) => (
  <Td numeric muted={value === 0} phone={value === 0 ? "hidden" : "flow"}>
    {formatCount(value)}
    <span className="md:hidden"> {unit}</span>
  </Td>
);
