import type { OccurrenceDto } from "@/server/schedules/schemas";
import type { SyncRunDto, SyncRunListDto } from "@/server/sync/schemas";
import { AgeText } from "../ui/age-text";
import { Card } from "../ui/card";
import { LinkButton } from "../ui/link-button";
import { RowLink } from "../ui/row-link";
import { Status, type StatusTone } from "../ui/status";
import { withQuery } from "../ui/with-query";
import { lookOf, SCHEDULE_WORDS } from "./schedule-words";

type Look = { readonly word: string; readonly tone: StatusTone };

const LOOKS: Readonly<Record<SyncRunDto["state"], Look>> = {
  running: { word: "Running", tone: "info" },
  paused: { word: "Paused", tone: "info" },
  completed: { word: "Done", tone: "ok" },
  partial: { word: "In part", tone: "warn" },
  failed: { word: "Failed", tone: "bad" },
  cancelled: { word: "Cancelled", tone: "plain" },
};

const plural = (count: number, word: string) => `${count} ${word}`;

function outcome({ added, changed, errors, failure, state }: SyncRunDto): string {
  if (state === "failed" && failure) return failure.cause;
  const parts = [
    added > 0 ? plural(added, "new") : null,
    changed > 0 ? plural(changed, "changed") : null,
    errors > 0 ? plural(errors, "not read") : null,
  ].filter((part) => part !== null);
  return parts.length > 0 ? parts.join(", ") : "Nothing changed";
}

/** The last readings of registrars, and what they brought. */
export function RecentRuns({ runs }: { runs: SyncRunListDto["rows"] }) {
  return (
    <Card
      title="Recent syncs"
      action={
        <LinkButton href="/sync" variant="quiet" size="s">
          All syncs
        </LinkButton>
      }
    >
      {runs.length === 0 && <p className="text-ink-3">No readings yet.</p>}
      <ul className="grid gap-1.5">
        {runs.map((run) =>
          run.kind === "run" ? (
            <Run key={run.id} run={run} />
          ) : (
            <Occurrence key={run.id} occurrence={run} />
          ),
        )}
      </ul>
    </Card>
  );
}

const LINE = "flex flex-wrap items-center gap-x-2";

const Run = ({ run }: { run: SyncRunDto }) => (
  <li className={LINE}>
    <Status tone={LOOKS[run.state].tone}>{LOOKS[run.state].word}</Status>
    <RowLink href={withQuery(`/sync/${run.id}`, {})} prefetch={false}>
      {run.domain?.nameUnicode ?? run.account.name}
    </RowLink>
    <span className="text-ink-2">{outcome(run)}</span>
    <AgeText value={run.startedAt} className="text-12 text-ink-3" />
  </li>
);

function Occurrence({ occurrence }: { occurrence: OccurrenceDto }) {
  const { schedule, dueAt, startedAt } = occurrence;
  const { word, tone, icon } = lookOf(occurrence);
  return (
    <li className={LINE}>
      <Status tone={tone} {...(icon ? { icon } : {})}>
        {word}
      </Status>
      <RowLink href={withQuery("/sync", { state: ["late", "missed", "failed"] })} prefetch={false}>
        {SCHEDULE_WORDS[schedule]}
      </RowLink>
      <AgeText value={startedAt ?? dueAt} className="text-12 text-ink-3" />
    </li>
  );
}
