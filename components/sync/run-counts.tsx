"use client";

import type { SyncRunDetailDto } from "@/server/sync/schemas";
import { Card } from "../ui/card";
import { useNow } from "../ui/clock";
import { cn } from "../ui/cn";
import { formatCount } from "../ui/numbers";
import { ProgressBar } from "../ui/progress-bar";
import { isLive } from "./queries";
import { durationText, lastedMs, PHASE_WORDS } from "./words";

type Figure = { readonly label: string; readonly value: string; readonly tone?: string };

const alarming = (count: number, tone: string) => (count > 0 ? { tone } : {});

function figuresOf(run: SyncRunDetailDto, now: string): Figure[] {
  return [
    { label: "Checked", value: formatCount(run.checked) },
    { label: "New", value: formatCount(run.added) },
    { label: "Changed", value: formatCount(run.changed) },
    {
      label: "Doubted",
      value: formatCount(run.conflicts),
      ...alarming(run.conflicts, "text-warn"),
    },
    { label: "Missing", value: formatCount(run.missing), ...alarming(run.missing, "text-bad") },
    { label: "Errors", value: formatCount(run.errors), ...alarming(run.errors, "text-bad") },
    {
      label: "Not reached",
      value: formatCount(run.unreached),
      ...alarming(run.unreached, "text-warn"),
    },
    { label: "Skipped", value: formatCount(run.skipped) },
    { label: "Details read", value: formatCount(run.detailed) },
    { label: run.apiBudget === null ? "Calls" : "Calls of budget", value: callsOf(run) },
    { label: "Took", value: durationText(lastedMs(run, now)) },
  ];
}

/** What a run did, in figures; while it runs, how far it is. */
export function RunCounts({ run }: { run: SyncRunDetailDto }) {
  const now = useNow();
  return (
    <Card title="Figures" note={aside(run)}>
      {isLive(run) && (
        <ProgressBar className="mb-4" label={PHASE_WORDS[run.phase]} {...progressOf(run)} />
      )}
      <dl className="grid grid-cols-[repeat(auto-fill,minmax(6.5rem,1fr))] gap-x-4 gap-y-3">
        {figuresOf(run, now).map(({ label, value, tone }) => (
          <div key={label} className="flex flex-col-reverse">
            <dt className="text-12 text-ink-3">{label}</dt>
            <dd className={cn("text-16 font-medium", tone)}>{value}</dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}

const callsOf = ({ apiCalls, apiBudget }: SyncRunDetailDto): string =>
  apiBudget === null
    ? formatCount(apiCalls)
    : `${formatCount(apiCalls)} / ${formatCount(apiBudget)}`;

/** How far it is: rows of the list, then names that are asked for one by one. */
function progressOf(run: SyncRunDetailDto): { done: number; total: number | undefined } {
  if (run.phase !== "details") return { done: run.checked, total: run.expected ?? undefined };
  const done = run.detailed + run.errors;
  const left = run.apiBudget === null ? null : Math.max(0, run.apiBudget - run.apiCalls);
  return { done, total: left === null ? undefined : done + left };
}

function aside(run: SyncRunDetailDto): string {
  const pages = run.pages > 0 ? `${run.pages} ${run.pages === 1 ? "page" : "pages"}` : "";
  const resumed = run.resumed > 0 ? `taken up again ${run.resumed} times` : "";
  return [pages, resumed].filter(Boolean).join(" · ");
}
