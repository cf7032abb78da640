"use client";

import type { AuditEntryDto } from "@/server/audit/schemas";
import { summaryOf } from "../audit/action-words";
import { fieldLabel } from "../audit/field-words";
import { ObjectLink } from "../audit/object-link";
import { ValueText } from "../audit/value-text";
import { inboxHref } from "../conflicts/address";
import { LinkButton } from "../ui/link-button";
import { Table, Td, Tr } from "../ui/table";
import { Th } from "../ui/table-head";
import { PutBack } from "./put-back";

/** What waits there for a person. */
const IN_THE_INBOX = new Set<AuditEntryDto["action"]>([
  "domain.disbelieved",
  "domain.missing",
  "domain.moved",
]);

/** What is told field by field; the rest by one sentence. */
const FIELD_BY_FIELD = new Set<AuditEntryDto["action"]>(["domain.changed", "domain.learned"]);

/** By which rule a field changed, where it is not that the registrar wins. */
const RULES: Readonly<Record<string, string>> = {
  lifecycle: "follows from the dates",
  renewBy: "follows from the dates",
  autoRenew: "kept beside our wish",
  autoRenewWish: "follows the registrar",
};

/** Fields of changes, one line each; the name stands at its first. */
export function ChangesTable({ entries }: { entries: readonly AuditEntryDto[] }) {
  return (
    <Table caption="What the run took over" stacked>
      <thead>
        <tr>
          <Th>Name</Th>
          <Th>Field</Th>
          <Th>From</Th>
          <Th>To</Th>
          <Th>Rule</Th>
          <Th>Undo</Th>
        </tr>
      </thead>
      <tbody>
        {entries.map((entry) => (
          <EntryLines key={entry.id} entry={entry} />
        ))}
      </tbody>
    </Table>
  );
}

function EntryLines({ entry }: { entry: AuditEntryDto }) {
  const fields = FIELD_BY_FIELD.has(entry.action) ? Object.keys(entry.after ?? {}) : [];
  if (fields.length === 0)
    return (
      <Tr>
        <Td phone="line" className="py-2 align-baseline">
          <ObjectLink object={entry.object} />
        </Td>
        <Td wrap phone="line" colSpan={4} className="py-2.5">
          {summaryOf(entry)}
        </Td>
        <Td phone="line" className="max-md:empty:hidden">
          {IN_THE_INBOX.has(entry.action) && (
            <LinkButton size="s" href={inboxHref({ name: entry.object.name })}>
              In the inbox
            </LinkButton>
          )}
        </Td>
      </Tr>
    );
  return fields.map((field, index) => (
    <Tr key={field}>
      <Td phone="line" className="py-2 align-baseline max-md:empty:hidden">
        {index === 0 && <ObjectLink object={entry.object} />}
      </Td>
      <Td wrap phone="line" className="py-2.5 text-ink-2">
        {fieldLabel(field)}
      </Td>
      <Td wrap className="py-2.5 [overflow-wrap:anywhere]">
        <del className="text-ink-2 decoration-bad decoration-1">
          <ValueText value={entry.before?.[field]} />
        </del>
      </Td>
      <Td wrap className="py-2.5 [overflow-wrap:anywhere]">
        <ins className="decoration-ok decoration-1 underline-offset-2">
          <ValueText value={entry.after?.[field]} />
        </ins>
      </Td>
      <Td wrap phone="line" className="py-2.5 text-12 text-ink-3">
        {RULES[field] ?? (entry.action === "domain.learned" ? "told first" : "registrar wins")}
      </Td>
      <Td wrap phone="line" className="py-1.5">
        {entry.action === "domain.changed" && <PutBack entry={entry} field={field} />}
      </Td>
    </Tr>
  ));
}
