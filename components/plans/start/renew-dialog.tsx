"use client";

import { useState } from "react";
import { FormDialog } from "../../ui/form-dialog";
import { SelectField } from "../../ui/select-field";
import { TextField } from "../../ui/text-field";
import { PreviewKey } from "./preview-key";
import { type PlanTarget, targetWord, useMakePlan } from "./use-make-plan";

type RenewDialogProps = { target: PlanTarget; onClose: () => void };

const MOST_YEARS = 10;
const YEARS = Array.from({ length: MOST_YEARS }, (_, at) => ({
  value: String(at + 1),
  label: at === 0 ? "1 year" : `${at + 1} years`,
}));

/** The .ro registry tells no prices; of chosen names it is not known here which are at it. */
const mayLackPrice = ({ one }: PlanTarget): boolean => !one || one.name.endsWith(".ro");

/** Asks for how many years names are to be renewed, and for a price where nobody tells one. */
export function RenewDialog({ target, onClose }: RenewDialogProps) {
  const [years, setYears] = useState("1");
  const { make, isPending, message, fields } = useMakePlan(target);
  const amountError = fields["contractPrice.amount"];
  const currencyError = fields["contractPrice.currency"];
  const submit = (form: FormData) => {
    const text = (field: string) => `${form.get(field) ?? ""}`.trim();
    const amount = text("amount");
    const contractPrice = { amount, currency: text("currency").toUpperCase() };
    make({ kind: "renew", years: Number(years), ...(amount ? { contractPrice } : {}) });
  };
  return (
    <FormDialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={`Renew ${targetWord(target)}`}
      description="The next page shows prices and new expiry days. Nothing is paid before you start it there."
      confirm="Preview"
      width="s"
      pending={isPending}
      problem={amountError || currencyError ? undefined : message}
      onSubmit={submit}
    >
      <SelectField label="For" required choices={YEARS} value={years} onChange={setYears} />
      {mayLackPrice(target) && (
        <div className="grid grid-cols-[minmax(0,1fr)_6rem] items-start gap-3">
          <TextField
            label="Price of a year by your contract"
            name="amount"
            inputMode="decimal"
            autoComplete="off"
            help="For names whose registrar tells no prices, such as .ro; others keep theirs."
            error={amountError}
          />
          <TextField
            label="Currency"
            name="currency"
            required
            maxLength={3}
            autoComplete="off"
            defaultValue="EUR"
            error={currencyError}
          />
        </div>
      )}
      <PreviewKey />
    </FormDialog>
  );
}
