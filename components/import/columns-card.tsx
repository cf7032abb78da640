"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { checkImportAction } from "@/server/actions/imports";
import {
  DATE_FORMATS,
  DATED_FIELDS,
  type DateFormat,
  IMPORT_FIELDS,
  type ImportDto,
  type ImportField,
  type Mapping,
} from "@/server/import/schemas";
import { useSubmission } from "../query/use-submission";
import { Button } from "../ui/button";
import { Card } from "../ui/card";
import { Notice } from "../ui/notice";
import { RadioGroup } from "../ui/radio-group";
import { Select } from "../ui/select";
import { Table, Td, Tr } from "../ui/table";
import { Th } from "../ui/table-head";
import { withQuery } from "../ui/with-query";
import { importQueries } from "./queries";
import { DATE_FORMAT_WORDS, FIELD_WORDS, rowsInWords, separatorWord } from "./words";

type Choice = ImportField | "none";

const CHOICES: { value: Choice; label: string }[] = [
  { value: "none", label: "Not used" },
  ...IMPORT_FIELDS.map((field) => ({ value: field, label: FIELD_WORDS[field] })),
];

const fieldAt = (mapping: Mapping, column: number): Choice =>
  IMPORT_FIELDS.find((field) => mapping[field] === column) ?? "none";

/** The mapping in which a column holds something else. What it holds now, no other column does. */
function remapped(mapping: Mapping, column: number, choice: Choice): Mapping {
  const others = Object.entries(mapping).filter(([field, at]) => at !== column && field !== choice);
  return Object.fromEntries(choice === "none" ? others : [...others, [choice, column]]);
}

type ColumnsCardProps = { file: ImportDto };

/** What each column of the file holds, guessed from its name, and how it writes its dates. */
export function ColumnsCard({ file }: ColumnsCardProps) {
  const { submit, isPending, failure, errorAt } = useSubmission(checkImportAction);
  const [mapping, setMapping] = useState<Mapping>(file.mapping ?? file.guess);
  const [dateFormat, setDateFormat] = useState<DateFormat | null>(file.dateFormat);
  const client = useQueryClient();
  const router = useRouter();
  const isDated = DATED_FIELDS.some((field) => mapping[field] !== undefined);
  const problems = ["mapping.name", "mapping", "dateFormat"].flatMap((at) => errorAt(at) ?? []);

  const check = async (event: FormEvent) => {
    event.preventDefault();
    const format = isDated ? dateFormat : null;
    const sent = await submit({ importId: file.id, mapping, dateFormat: format });
    if (!sent) return;
    client.removeQueries({ queryKey: ["imports", "rows", file.id] });
    await client.invalidateQueries({ queryKey: importQueries.one(file.id).queryKey });
    router.replace(withQuery(`/settings/accounts/${file.account.id}/names/${file.id}`, {}));
  };

  return (
    <form method="post" noValidate className="grid gap-4" onSubmit={(event) => void check(event)}>
      <div role="alert" className="empty:hidden">
        {(failure || problems.length > 0) && (
          <Notice tone="bad" title={failure?.message ?? problems.join(" ")} />
        )}
      </div>
      <Card
        title="Columns"
        note={`${rowsInWords(file.records)}, separated by ${separatorWord(file.delimiter)}`}
        padded={false}
      >
        <ColumnsTable file={file} mapping={mapping} onChange={setMapping} />
      </Card>
      {isDated && (
        <Card title="Dates" note="03/05 is two different days, so say how this file writes them">
          <RadioGroup
            legend="How the file writes 3 May 2027"
            name="dateFormat"
            choices={DATE_FORMATS.map((format) => ({
              value: format,
              label: DATE_FORMAT_WORDS[format].label,
              help: DATE_FORMAT_WORDS[format].example,
            }))}
            value={dateFormat ?? ("" as DateFormat)}
            onChange={setDateFormat}
            error={errorAt("dateFormat")?.join(" ")}
          />
        </Card>
      )}
      <div className="flex flex-wrap items-center gap-3">
        <Button type="submit" variant="primary" pending={isPending}>
          Check the rows
        </Button>
        <span className="text-12 text-ink-3">Changes nothing yet.</span>
      </div>
    </form>
  );
}

type ColumnsTableProps = {
  file: ImportDto;
  mapping: Mapping;
  onChange: (mapping: Mapping) => void;
};

function ColumnsTable({ file, mapping, onChange }: ColumnsTableProps) {
  return (
    <Table caption="Columns of the file" stacked>
      <thead>
        <tr>
          <Th>Column</Th>
          <Th>Holds</Th>
          <Th>For example</Th>
        </tr>
      </thead>
      <tbody>
        {file.columns.map((title, column) => (
          <Tr key={title}>
            <Td phone="line" className="font-medium">
              {title}
            </Td>
            <Td phone="line">
              <Select
                label={`What “${title}” holds`}
                choices={CHOICES}
                value={fieldAt(mapping, column)}
                onChange={(choice) => onChange(remapped(mapping, column, choice))}
                className="w-44"
              />
            </Td>
            <Td phone="line" wrap muted className="py-2 [overflow-wrap:anywhere]">
              {file.samples
                .map((cells) => cells[column] ?? "")
                .filter(Boolean)
                .join(" · ") || "empty"}
            </Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}
