"use client";

import type { AuditEntryDto } from "@/server/audit/schemas";
import { summaryOf } from "../audit/action-words";
import { fieldLabel } from "../audit/field-words";
import { ObjectLink } from "../audit/object-link";
import { ValueText } from "../audit/value-text";
import { Table, Td, Tr } from "../ui/table";
import { Th } from "../ui/table-head";

/** Fields of changes, one line each; the name stands at its first. */
export function ChangesTable({ entries }: { entries: readonly AuditEntryDto[] }) {
  return (
    <Table caption="What the run took over" stacked>
      <thead>
        <tr>
          <Th className="pl-3.5">Name</Th>
          <Th>Field</Th>
          <Th>From</Th>
          <Th>To</Th>
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
  const fields = entry.action === "domain.added" ? [] : Object.keys(entry.after ?? {});
  if (fields.length === 0)
    return (
      <Tr>
        <Td phone="line" className="py-2 pl-3.5 align-top">
          <ObjectLink object={entry.object} />
        </Td>
        <Td wrap phone="line" colSpan={3} className="py-2.5">
          {summaryOf(entry)}
        </Td>
      </Tr>
    );
  return fields.map((field, index) => (
    <Tr key={field}>
      <Td phone="line" className="py-2 pl-3.5 align-top max-md:empty:hidden">
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
    </Tr>
  ));
}
