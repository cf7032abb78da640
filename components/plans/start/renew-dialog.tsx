"use client";

import { useState } from "react";
import { FormDialog } from "../../ui/form-dialog";
import { SelectField } from "../../ui/select-field";
import { PreviewKey } from "./preview-key";
import { type PlanTarget, targetWord, useMakePlan } from "./use-make-plan";

type RenewDialogProps = { target: PlanTarget; onClose: () => void };

const MOST_YEARS = 10;
const YEARS = Array.from({ length: MOST_YEARS }, (_, at) => ({
  value: String(at + 1),
  label: at === 0 ? "1 year" : `${at + 1} years`,
}));

/** Asks for how many years names are to be renewed. */
export function RenewDialog({ target, onClose }: RenewDialogProps) {
  const [years, setYears] = useState("1");
  const { make, isPending, message } = useMakePlan(target);
  return (
    <FormDialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={`Renew ${targetWord(target)}`}
      description="The next page shows prices and new expiry days. Nothing is paid before you start it there."
      confirm="Preview"
      width="s"
      pending={isPending}
      problem={message}
      onSubmit={() => make({ kind: "renew", years: Number(years) })}
    >
      <SelectField label="For" required choices={YEARS} value={years} onChange={setYears} />
      <PreviewKey />
    </FormDialog>
  );
}
