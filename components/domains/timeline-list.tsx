"use client";

import { useSearchParams } from "next/navigation";
import type { AuditEntryDto } from "@/server/audit/schemas";
import { summaryOf } from "../audit/action-words";
import { EntryDrawer } from "../audit/entry-drawer";
import { useNow, useTimeZone } from "../ui/clock";
import { formatMoment } from "../ui/time";
import { TimelineIcon } from "./timeline-icon";
import { useLocalQuery } from "./use-local-query";
import { formatWhen } from "./when";

/** The lines of a timeline. Which one is open stands in the address. */
export function TimelineList({ entries }: { entries: readonly AuditEntryDto[] }) {
  const openId = useSearchParams().get("entry");
  const patch = useLocalQuery();
  const open = entries.find(({ id }) => String(id) === openId);
  return (
    <>
      <ol>
        {entries.map((entry) => (
          <Line key={entry.id} entry={entry} onOpen={() => patch({ entry: String(entry.id) })} />
        ))}
      </ol>
      <EntryDrawer entry={open} onClose={() => patch({ entry: null }, "replace")} />
    </>
  );
}

function Line({ entry, onOpen }: { entry: AuditEntryDto; onOpen: () => void }) {
  const timeZone = useTimeZone();
  const isFound = entry.runId !== null;
  return (
    <li className="border-line border-t first:border-t-0">
      <button
        type="button"
        onClick={onOpen}
        className="group/line -mx-2 grid w-[calc(100%+1rem)] grid-cols-[18px_minmax(0,1fr)_auto] gap-2 rounded-s px-2 py-1.75 text-left hover:bg-bg max-sm:grid-cols-[18px_minmax(0,1fr)] pointer-coarse:min-h-11"
      >
        <TimelineIcon entry={entry} />
        <span className="min-w-0 [overflow-wrap:anywhere] group-hover/line:underline">
          {summaryOf(entry)}
          {!isFound && <span className="text-ink-3"> · {entry.actor.name}</span>}
        </span>
        <time
          dateTime={entry.at}
          title={formatMoment(entry.at, timeZone)}
          className="text-12 leading-5 whitespace-nowrap text-ink-3 max-sm:col-start-2"
        >
          {formatWhen(entry.at, useNow(), timeZone)}
        </time>
      </button>
    </li>
  );
}
