"use client";

import type { Route } from "next";
import type { ReactNode } from "react";
import type { AuditEntryDto } from "@/server/audit/schemas";
import { CopyButton } from "../ui/copy-button";
import { type Definition, DefinitionList } from "../ui/definition-list";
import { Drawer } from "../ui/drawer";
import { LinkButton } from "../ui/link-button";
import { withQuery } from "../ui/with-query";
import { ACTION_WORDS, SOURCE_WORDS, summaryOf } from "./action-words";
import { DiffTable } from "./diff-table";
import { MomentText } from "./moment-text";
import { ObjectLink } from "./object-link";
import { ResultStatus } from "./result-status";

type EntryDrawerProps = { entry: AuditEntryDto | undefined; onClose: () => void };

/** Everything one entry of the log tells. Esc closes it and focus returns to the row. */
export function EntryDrawer({ entry, onClose }: EntryDrawerProps) {
  return (
    <Drawer
      width="l"
      open={entry !== undefined}
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={entry ? ACTION_WORDS[entry.action] : ""}
      description={entry && <MomentText value={entry.at} />}
      actions={entry && <Ways entry={entry} />}
    >
      {entry && <EntryBody entry={entry} />}
    </Drawer>
  );
}

function EntryBody({ entry }: { entry: AuditEntryDto }) {
  return (
    <div className="grid gap-4">
      <p className="text-14 font-medium [overflow-wrap:anywhere]">{summaryOf(entry)}.</p>
      <DiffTable entry={entry} />
      <DefinitionList entries={factsOf(entry)} />
    </div>
  );
}

const hidden = <span className="text-ink-3">hidden by role</span>;

function factsOf(entry: AuditEntryDto): Definition[] {
  return [
    { term: "Who", value: <Actor entry={entry} /> },
    { term: "About", value: <ObjectLink object={entry.object} /> },
    ...(entry.partner ? [{ term: "Partner", value: entry.partner.name }] : []),
    { term: "Result", value: <ResultStatus result={entry.result} /> },
    ...(entry.reason ? [{ term: "Reason", value: entry.reason }] : []),
    { term: "Came through", value: SOURCE_WORDS[entry.source] },
    { term: "Address", value: addressOf(entry) },
    { term: "Request", value: <Code what="request id">{entry.requestId}</Code> },
    ...(entry.runId ? [{ term: "Run", value: <Code what="run id">{entry.runId}</Code> }] : []),
  ];
}

function Actor({ entry }: { entry: AuditEntryDto }) {
  return (
    <>
      {entry.actor.name}
      {entry.hidden.includes("actor") && <span className="text-ink-3"> · name hidden by role</span>}
    </>
  );
}

function addressOf(entry: AuditEntryDto): ReactNode {
  if (entry.hidden.includes("address")) return hidden;
  return entry.address ?? <span className="text-ink-3">none known</span>;
}

function Code({ what, children }: { what: string; children: string }) {
  return (
    <span className="flex items-center justify-between gap-2">
      <code className="font-mono text-12 [overflow-wrap:anywhere] select-all">{children}</code>
      <CopyButton text={children} what={what} />
    </span>
  );
}

function Ways({ entry }: { entry: AuditEntryDto }) {
  const similar = withQuery("/audit", {
    action: entry.action,
    ...(entry.object.kind === "domain" ? {} : { name: entry.object.name }),
  });
  return (
    <>
      <LinkButton href={similar}>Similar to this</LinkButton>
      {entry.runId && (
        <LinkButton href={withQuery("/audit", { run: entry.runId })}>All in this run</LinkButton>
      )}
      {entry.runId && entry.hasRunPage && (
        <LinkButton href={`/sync/${entry.runId}` as Route}>Open the run</LinkButton>
      )}
    </>
  );
}
