"use client";

import { fieldLabel } from "../audit/field-words";
import { ValueText } from "../audit/value-text";
import { Button } from "../ui/button";
import { Notice } from "../ui/notice";
import { Table, Td } from "../ui/table";
import { Th } from "../ui/table-head";
import type { DomainSync } from "./use-sync-domain";

const TONE = { changed: "ok", unchanged: "ok", missing: "bad", failed: "bad" } as const;

/** What "Sync now" brought: per field the value before and after, or why nothing came. */
export function SyncResult({ sync }: { sync: DomainSync }) {
  const { outcome, error, forget } = sync;
  const dismiss = (
    <Button size="s" onClick={forget}>
      Dismiss
    </Button>
  );
  if (error)
    return (
      <Notice
        tone={error.code === "rate_limited" ? "info" : "bad"}
        title={
          error.code === "rate_limited" ? "Not read again yet." : "The name could not be read."
        }
        className="mb-4"
        action={dismiss}
      >
        {error.message}
        {error.retryAfterSeconds ? ` In ${error.retryAfterSeconds} seconds it can be.` : ""}
      </Notice>
    );
  if (!outcome) return null;
  return (
    <Notice tone={TONE[outcome.outcome]} title={outcome.message} className="mb-4" action={dismiss}>
      {outcome.changes.length > 0 && <Changes changes={outcome.changes} />}
    </Notice>
  );
}

type Changes = NonNullable<DomainSync["outcome"]>["changes"];

function Changes({ changes }: { changes: Changes }) {
  return (
    <Table caption="Fields that changed" className="mt-2">
      <thead>
        <tr>
          <Th>Field</Th>
          <Th>From</Th>
          <Th>To</Th>
        </tr>
      </thead>
      <tbody>
        {changes.map(({ field, before, after }) => (
          <tr key={field}>
            <th
              scope="row"
              className="border-line border-b px-3 py-1.5 text-left align-baseline font-normal text-ink-2"
            >
              {fieldLabel(field)}
            </th>
            <Td wrap className="h-auto py-1.5 [overflow-wrap:anywhere]">
              <del className="decoration-bad">
                <ValueText value={before} />
              </del>
            </Td>
            <Td wrap className="h-auto py-1.5 [overflow-wrap:anywhere]">
              <ins className="text-ink decoration-ok underline-offset-2">
                <ValueText value={after} />
              </ins>
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
