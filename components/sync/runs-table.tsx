"use client";

import type { Route } from "next";
import type { SyncRunDto, SyncRunListDto } from "@/server/sync/schemas";
import { AgeText } from "../ui/age-text";
import { useNow } from "../ui/clock";
import { cn } from "../ui/cn";
import { DomainNameText } from "../ui/domain-name-text";
import { formatCount } from "../ui/numbers";
import { RowLink } from "../ui/row-link";
import { Table, Td, Tr } from "../ui/table";
import { Th } from "../ui/table-head";
import { OccurrenceRow } from "./occurrence-row";
import { RunState } from "./run-state";
import { durationText, lastedMs, triggerWord } from "./words";

const COUNTS = [
  { key: "checked", label: "Checked" },
  { key: "added", label: "New" },
  { key: "changed", label: "Changed" },
  { key: "conflicts", label: "Doubted" },
  { key: "missing", label: "Missing" },
  { key: "errors", label: "Errors" },
] as const;

/** Runs as a table, among them what schedules missed or were late with; on a phone each is a card with its counts in a line. */
type RunsTableProps = { runs: SyncRunListDto["rows"]; isBusy: boolean };

export function RunsTable({ runs, isBusy }: RunsTableProps) {
  return (
    <Table caption="Sync runs" stacked stickyHead busy={isBusy}>
      <thead>
        <tr>
          <Th>Started</Th>
          <Th>State</Th>
          <Th>What was read</Th>
          <Th>Trigger</Th>
          {COUNTS.map(({ key, label }) => (
            <Th key={key} numeric>
              {label}
            </Th>
          ))}
          <Th numeric>Calls</Th>
          <Th numeric>Took</Th>
        </tr>
      </thead>
      <tbody>
        {runs.map((run) =>
          run.kind === "run" ? (
            <RunRow key={run.id} run={run} />
          ) : (
            <OccurrenceRow key={run.id} occurrence={run} />
          ),
        )}
      </tbody>
    </Table>
  );
}

function RunRow({ run }: { run: SyncRunDto }) {
  return (
    <Tr>
      <Td className="max-md:flex-1">
        <RowLink href={`/sync/${run.id}` as Route} prefetch={false}>
          <AgeText value={run.startedAt} />
        </RowLink>
      </Td>
      <Td>
        <RunState run={run} />
      </Td>
      <Td phone="line">
        <Scope run={run} />
        {run.unreached > 0 && (
          <span className="block text-12 text-warn">{formatCount(run.unreached)} not reached</span>
        )}
      </Td>
      <Td phone="line" muted>
        {triggerWord(run.trigger)}
        {run.actor !== "worker" && <span className="md:hidden"> by {run.actor}</span>}
      </Td>
      {COUNTS.map(({ key, label }) => (
        <Td
          key={key}
          numeric
          className={cn(run[key] === 0 && "text-ink-3 max-md:hidden!", tone(key, run[key]))}
        >
          {formatCount(run[key])}
          <span className="text-ink-3 md:hidden"> {label.toLowerCase()}</span>
        </Td>
      ))}
      <Td numeric muted phone="hidden">
        {formatCount(run.apiCalls)}
      </Td>
      <Td numeric muted>
        <Took run={run} />
      </Td>
    </Tr>
  );
}

const tone = (key: string, count: number) => {
  if (count === 0) return "";
  if (key === "errors" || key === "missing") return "font-medium text-bad";
  return key === "conflicts" ? "font-medium text-warn" : "";
};

function Scope({ run }: { run: SyncRunDto }) {
  if (run.scope === "selection")
    return (
      <>
        {formatCount(run.expected ?? 0)} chosen {run.expected === 1 ? "name" : "names"}
        <span className="text-ink-3"> · {run.account.name}</span>
      </>
    );
  if (!run.domain) return run.account.name;
  return (
    <>
      <DomainNameText name={run.domain.nameUnicode} ascii={run.domain.name} />
      <span className="text-ink-3"> · {run.account.name}</span>
    </>
  );
}

function Took({ run }: { run: SyncRunDto }) {
  return durationText(lastedMs(run, useNow()));
}
