import type { ImportRowDto } from "@/server/import/schemas";
import { fieldLabel } from "../audit/field-words";
import { ValueText } from "../audit/value-text";
import { DomainNameText } from "../ui/domain-name-text";
import { Status } from "../ui/status";
import { Table, Td, Tr } from "../ui/table";
import { Th } from "../ui/table-head";
import { TableSkeleton } from "../ui/table-skeleton";
import { FIELD_WORDS, VERDICT_TONES, VERDICT_WORDS } from "./words";

/** Rows of a file, each with what is to become of it and why. */
export function RowsTable({ rows }: { rows: readonly ImportRowDto[] | undefined }) {
  return (
    <Table caption="Rows of the file" stacked stickyHead busy={!rows}>
      <thead>
        <tr>
          <Th numeric>Line</Th>
          <Th>Name</Th>
          <Th>Verdict</Th>
          <Th>What changes, or why not</Th>
        </tr>
      </thead>
      <tbody>
        {rows ? (
          rows.map((row) => <Row key={row.line} row={row} />)
        ) : (
          <TableSkeleton columns={["ml-auto w-8", "w-40", "w-24", "w-64"]} rows={6} />
        )}
      </tbody>
    </Table>
  );
}

function Row({ row }: { row: ImportRowDto }) {
  const { tone, icon } = VERDICT_TONES[row.verdict];
  return (
    <Tr>
      <Td numeric muted className="py-2 align-top">
        <span className="md:hidden">line </span>
        {row.line}
      </Td>
      <Td phone="title" wrap className="py-2 [overflow-wrap:anywhere]">
        <NameOf row={row} />
      </Td>
      <Td phone="line" className="py-2 align-top">
        <Status tone={tone} icon={icon}>
          {VERDICT_WORDS[row.verdict]}
        </Status>
        <Became row={row} />
      </Td>
      <Td phone="line" wrap className="py-2 [overflow-wrap:anywhere] max-md:empty:hidden">
        <Problems row={row} />
        <Changes row={row} />
      </Td>
    </Tr>
  );
}

const STATES = {
  pending: { tone: "muted", icon: "clock", word: "Waiting" },
  completed: { tone: "ok", icon: "check", word: "Done" },
  failed: { tone: "bad", icon: "warning", word: "Changed meanwhile" },
  cancelled: { tone: "muted", icon: "ban", word: "Cancelled" },
} as const;

/** How far a row is, once its plan was started. */
function Became({ row: { state } }: { row: ImportRowDto }) {
  if (state === null) return null;
  const { tone, icon, word } = STATES[state];
  return (
    <p className="mt-0.5 text-12">
      <Status tone={tone} icon={icon}>
        {word}
      </Status>
    </p>
  );
}

/** What is refused may be anything, so only what was taken for a name looks like one. */
function NameOf({ row: { name, nameUnicode, verdict } }: { row: ImportRowDto }) {
  if (name === "") return <span className="text-ink-3">no name</span>;
  return verdict === "refused" ? name : <DomainNameText name={nameUnicode} ascii={name} />;
}

const labelOf = (field: string): string =>
  FIELD_WORDS[field as keyof typeof FIELD_WORDS] ?? (field === "row" ? "Row" : fieldLabel(field));

function Problems({ row: { problems } }: { row: ImportRowDto }) {
  if (problems.length === 0) return null;
  return (
    <ul className="grid gap-0.5">
      {problems.map(({ field, code, message }) => (
        <li key={`${field} ${code}`}>
          <span className="text-ink-2">{labelOf(field)}:</span> {message}{" "}
          <code className="font-mono text-11 text-ink-3">{code}</code>
        </li>
      ))}
    </ul>
  );
}

/** Fields that follow from others: the log has them, a reader of rows need not. */
const FOLLOWING = new Set(["lifecycle", "renewBy"]);

function Changes({ row: { verdict, before, after } }: { row: ImportRowDto }) {
  const fields = Object.keys(after ?? {}).filter((field) => !FOLLOWING.has(field));
  if (fields.length === 0) return null;
  return (
    <dl className="grid gap-0.5">
      {fields.map((field) => (
        <div key={field} className="flex flex-wrap gap-x-2">
          <dt className="text-ink-2">{labelOf(field)}</dt>
          <dd className="min-w-0">
            {(verdict === "changed" || verdict === "restored") && (
              <>
                <del className="text-ink-2 decoration-bad decoration-1">
                  <ValueText value={before?.[field]} />
                </del>
                {" → "}
              </>
            )}
            <ins className="no-underline">
              <ValueText value={after?.[field]} />
            </ins>
          </dd>
        </div>
      ))}
    </dl>
  );
}
