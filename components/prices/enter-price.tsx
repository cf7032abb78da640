"use client";

import { setPriceAction } from "@/server/actions/prices";
import type { PriceAccountDto } from "@/server/prices/schemas";
import { Button } from "../ui/button";
import { FormDialog } from "../ui/form-dialog";
import { SelectField } from "../ui/select-field";
import { TextField } from "../ui/text-field";
import { textOf, usePriceForm } from "./use-price-form";
import { ACTION_CHOICES, YEAR_CHOICES } from "./words";

/** Enters one price by hand: of a contract, or one that was announced. */
export function EnterPrice({ account }: { account: PriceAccountDto }) {
  const { save, errorAt, dialog, proof } = usePriceForm(
    setPriceAction,
    ({ changed, first, alerts }) => ({
      title: changed + first > 0 ? "The price is stored" : "The price was known already",
      ...(alerts > 0 ? { description: "It moved beyond your rules: an alert is raised." } : {}),
    }),
  );
  const submit = (form: FormData) =>
    save({
      accountId: account.id,
      tld: textOf(form, "tld"),
      action: textOf(form, "action") as "renew",
      years: Number(textOf(form, "years") || 1),
      amount: textOf(form, "amount"),
      currency: textOf(form, "currency").toUpperCase(),
      ...(textOf(form, "validFrom") ? { validFrom: textOf(form, "validFrom") } : {}),
    });
  return (
    <FormDialog
      {...dialog}
      trigger={<Button size="s">Enter a price…</Button>}
      title={`A price at ${account.name}`}
      description="For one year, before taxes. What was told before stays in the history."
      confirm="Store the price"
      onSubmit={(form) => void submit(form)}
    >
      <PriceFields errorAt={errorAt} />
      {proof}
    </FormDialog>
  );
}

type ErrorAt = { errorAt: (field: string) => readonly string[] | undefined };

function PriceFields({ errorAt }: ErrorAt) {
  return (
    <>
      <TextField
        label="Ending"
        name="tld"
        required
        autoComplete="off"
        spellCheck={false}
        placeholder="com"
        error={errorAt("tld")}
      />
      <div className="grid grid-cols-1 gap-4 sm:grid-cols-2">
        <SelectField
          label="What"
          name="action"
          required
          choices={ACTION_CHOICES}
          defaultValue="renew"
        />
        <SelectField
          label="For how long"
          name="years"
          required
          choices={YEAR_CHOICES}
          defaultValue="1"
        />
        <TextField
          label="A year"
          name="amount"
          required
          inputMode="decimal"
          autoComplete="off"
          placeholder="11.20"
          error={errorAt("amount")}
        />
        <TextField
          label="Currency"
          name="currency"
          required
          autoComplete="off"
          maxLength={3}
          defaultValue="EUR"
          error={errorAt("currency")}
        />
      </div>
      <TextField
        label="Holds from"
        name="validFrom"
        type="date"
        help="Leave it empty for a price that holds now."
        error={errorAt("validFrom")}
      />
    </>
  );
}
