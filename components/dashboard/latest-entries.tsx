import type { AuditRow } from "@/server/audit/schemas";
import { summaryOf } from "../audit/action-words";
import { ObjectLink } from "../audit/object-link";
import { AgeText } from "../ui/age-text";
import { Card } from "../ui/card";
import { LinkButton } from "../ui/link-button";
import { formatCount } from "../ui/numbers";

const entriesWord = (count: number) => `${formatCount(count)} ${count === 1 ? "entry" : "entries"}`;

/** What was done last, as far as the reader's role sees it. */
export function LatestEntries({ entries }: { entries: readonly AuditRow[] }) {
  return (
    <Card
      title="Latest changes"
      action={
        <LinkButton href="/audit" variant="quiet" size="s">
          Audit log
        </LinkButton>
      }
    >
      {entries.length === 0 && <p className="text-ink-3">Nothing has been changed yet.</p>}
      <ul className="grid gap-1.5">
        {entries.map((entry) => (
          <li key={entry.id} className="flex flex-wrap items-center gap-x-2">
            <ObjectLink object={entry.object} />
            <span className="text-ink-2">
              {summaryOf(entry)}
              {entry.group && entry.group.entries > 1 && (
                <span className="text-ink-3"> · {entriesWord(entry.group.entries)} in the log</span>
              )}
            </span>
            <span className="text-12 text-ink-3">
              {entry.actor.name}, <AgeText value={entry.at} />
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
