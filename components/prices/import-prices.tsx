"use client";

import { type ChangeEvent, useState } from "react";
import { importPricesAction } from "@/server/actions/prices";
import type { ImportedPricesDto, PriceAccountDto } from "@/server/prices/schemas";
import { FileInput } from "../import/file-input";
import { useSubmission } from "../query/use-submission";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { FormDialog } from "../ui/form-dialog";
import { Notice } from "../ui/notice";
import { formatCount } from "../ui/numbers";
import { usePriceForm } from "./use-price-form";

const COLUMNS = "tld,action,years,price,currency,valid_from";
const EXAMPLE = `${COLUMNS}\nro,renew,1,11.20,EUR,\nro,register,1,9.50,EUR,2027-01-01`;

const counted = (count: number, what: string) => `${formatCount(count)} ${what}`;

/** Brings prices in from a file, for an account whose registrar tells none: looked at first, then taken over. */
export function ImportPrices({ account }: { account: PriceAccountDto }) {
  const [text, setText] = useState("");
  const [preview, setPreview] = useState<ImportedPricesDto>();
  const looking = useSubmission(importPricesAction);
  const { save, errorAt, dialog, proof } = usePriceForm(
    importPricesAction,
    ({ first, changed }) => ({
      title: "The prices are stored",
      description: `${counted(first, "new")}, ${counted(changed, "moved")}.`,
    }),
  );
  const choose = async (event: ChangeEvent<HTMLInputElement>) => {
    const file = event.currentTarget.files?.[0];
    setPreview(undefined);
    if (!file) return setText("");
    const read = await file.text();
    setText(read);
    const input = { accountId: account.id, text: read, isPreview: true };
    setPreview(await looking.submit(input));
  };
  const problem = dialog.problem ?? looking.failure?.message;
  return (
    <FormDialog
      {...dialog}
      problem={problem}
      trigger={<Button size="s">Bring in a file…</Button>}
      title={`Prices of ${account.name}`}
      description="A CSV file, one price of one year in each line. Nothing is stored before you have seen what is in it."
      confirm={
        preview ? `Store ${counted(preview.first + preview.changed, "prices")}` : "Store the prices"
      }
      onSubmit={() => void (preview && save({ accountId: account.id, text, isPreview: false }))}
    >
      <Field label="File" required error={looking.errorAt("text") ?? errorAt("text")}>
        <FileInput accept=".csv,text/csv,text/plain" onChange={(event) => void choose(event)} />
      </Field>
      {preview ? (
        <Preview preview={preview} />
      ) : (
        <div className="grid gap-1 text-12 text-ink-2">
          <p>The first line names the columns; years and valid_from may be left out.</p>
          <pre className="overflow-x-auto rounded-s bg-sunken p-2 font-mono text-11">{EXAMPLE}</pre>
        </div>
      )}
      {proof}
    </FormDialog>
  );
}

function Preview({ preview }: { preview: ImportedPricesDto }) {
  const { lines, first, changed, same, alerts, problems } = preview;
  return (
    <div className="grid gap-3" role="status">
      <p>
        {counted(lines, "lines")}: {counted(first, "new")}, {counted(changed, "moved")},{" "}
        {counted(same, "as before")}. {alerts > 0 && `${counted(alerts, "alerts")} will be raised.`}
      </p>
      {problems.length > 0 && (
        <Notice tone="warn" title={`${counted(problems.length, "lines")} cannot be used.`}>
          <ul className="mt-1 max-h-40 overflow-y-auto">
            {problems.map(({ line, problem }) => (
              <li key={line}>
                Line {line}: {problem}
              </li>
            ))}
          </ul>
        </Notice>
      )}
    </div>
  );
}
