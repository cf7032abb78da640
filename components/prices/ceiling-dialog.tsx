"use client";

import type { ReactElement } from "react";
import { setCeilingAction } from "@/server/actions/prices";
import { Button } from "../ui/button";
import { FormDialog } from "../ui/form-dialog";
import { formatMoney } from "../ui/numbers";
import { TextField } from "../ui/text-field";
import { textOf, usePriceForm } from "./use-price-form";

type Money = { minor: number; currency: string };

type CeilingDialogProps = {
  trigger: ReactElement;
  /** The name it is for; left out: a tag. */
  domain?: { id: string; name: string };
  ceiling?: (Money & { tag?: string | null }) | null;
};

const amountOf = ({ minor, currency }: Money) =>
  formatMoney(minor, currency).replace(` ${currency}`, "").replaceAll(",", "");

/** Sets the most a year may cost, of one name or of names with a tag, or takes it off. */
export function CeilingDialog({ trigger, domain, ceiling = null }: CeilingDialogProps) {
  const { save, errorAt, dialog } = usePriceForm(setCeilingAction, ({ isSet }) => ({
    title: isSet ? "The ceiling is set" : "The ceiling is taken off",
  }));
  const tag = ceiling?.tag ?? null;
  const isKnown = ceiling !== null && (domain ? tag === null : true);
  const of = (form?: FormData) =>
    domain ? { domainId: domain.id } : { tag: tag ?? textOf(form ?? new FormData(), "tag") };
  const submit = (form: FormData) =>
    save({
      of: of(form),
      amount: textOf(form, "amount"),
      currency: textOf(form, "currency").toUpperCase(),
    });
  return (
    <FormDialog
      {...dialog}
      trigger={trigger}
      title={domain ? `The most a year of ${domain.name} may cost` : "The most a year may cost"}
      description="A renewal above it says so in its preview, before anything is ordered."
      confirm="Set the ceiling"
      onSubmit={(form) => void submit(form)}
    >
      {!domain && tag === null && (
        <TextField
          label="Tag"
          name="tag"
          required
          autoComplete="off"
          error={errorAt("of.tag") ?? errorAt("of")}
        />
      )}
      <div className="grid grid-cols-2 gap-4">
        <TextField
          label="A year"
          name="amount"
          required
          inputMode="decimal"
          autoComplete="off"
          placeholder="15.00"
          defaultValue={isKnown && ceiling ? amountOf(ceiling) : ""}
          error={errorAt("amount")}
        />
        <TextField
          label="Currency"
          name="currency"
          required
          maxLength={3}
          autoComplete="off"
          defaultValue={ceiling?.currency ?? "EUR"}
          error={errorAt("currency")}
        />
      </div>
      {isKnown && (
        <div>
          <Button variant="quiet" onClick={() => void save({ of: of(), amount: null })}>
            Take the ceiling off
          </Button>
        </div>
      )}
    </FormDialog>
  );
}
