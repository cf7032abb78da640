import type { AuditEntryDto } from "@/server/audit/schemas";
import { Table, Td } from "../ui/table";
import { Th } from "../ui/table-head";
import { fieldLabel } from "./field-words";
import { ValueText } from "./value-text";

/** The fields of an entry, as they were and as they are. What only came in has no old side. */
export function DiffTable({ entry }: { entry: AuditEntryDto }) {
  const fields = [
    ...new Set([...Object.keys(entry.before ?? {}), ...Object.keys(entry.after ?? {})]),
  ];
  if (fields.length === 0) return null;
  return (
    <div className="overflow-hidden rounded-s border border-line">
      <Table caption="What changed">
        <thead>
          <tr>
            <Th>Field</Th>
            <Th>Old</Th>
            <Th>New</Th>
          </tr>
        </thead>
        <tbody>
          {fields.map((field) => (
            <tr key={field}>
              <th
                scope="row"
                className="border-line border-b px-3 py-2 text-left align-baseline font-normal text-ink-2 [tr:last-child>&]:border-b-0"
              >
                {fieldLabel(field)}
              </th>
              <Td wrap className="h-auto py-2 [overflow-wrap:anywhere]">
                <Old entry={entry} field={field} />
              </Td>
              <Td wrap className="h-auto py-2 [overflow-wrap:anywhere]">
                <New entry={entry} field={field} />
              </Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </div>
  );
}

const isNothing = (value: unknown) => value === null || value === undefined;

type SideProps = { entry: AuditEntryDto; field: string };

function Old({ entry, field }: SideProps) {
  if (!entry.before || !(field in entry.before))
    return <span className="text-ink-3">not told</span>;
  if (isNothing(entry.before[field])) return <ValueText value={null} />;
  return (
    <del className="text-ink-2 decoration-bad decoration-1">
      <ValueText value={entry.before[field]} />
    </del>
  );
}

function New({ entry, field }: SideProps) {
  if (!entry.after || !(field in entry.after)) return <span className="text-ink-3">gone</span>;
  if (isNothing(entry.after[field])) return <ValueText value={null} />;
  return (
    <ins className="text-ink decoration-ok decoration-1 underline-offset-2">
      <ValueText value={entry.after[field]} />
    </ins>
  );
}
