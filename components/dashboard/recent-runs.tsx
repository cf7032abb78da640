import type { SyncRunDto } from "@/server/sync/schemas";
import { AgeText } from "../ui/age-text";
import { Card } from "../ui/card";
import { LinkButton } from "../ui/link-button";
import { RowLink } from "../ui/row-link";
import { Status, type StatusTone } from "../ui/status";
import { withQuery } from "../ui/with-query";

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
export function RecentRuns({ runs }: { runs: readonly SyncRunDto[] }) {
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
        {runs.map((run) => (
          <li key={run.id} className="flex flex-wrap items-center gap-x-2">
            <Status tone={LOOKS[run.state].tone}>{LOOKS[run.state].word}</Status>
            <RowLink href={withQuery(`/sync/${run.id}`, {})} prefetch={false}>
              {run.domain?.nameUnicode ?? run.account.name}
            </RowLink>
            <span className="text-ink-2">{outcome(run)}</span>
            <AgeText value={run.startedAt} className="text-12 text-ink-3" />
          </li>
        ))}
      </ul>
    </Card>
  );
}
