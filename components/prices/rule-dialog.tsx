"use client";

import type { ReactElement } from "react";
import { savePriceRuleAction } from "@/server/actions/prices";
import type { PriceRuleDto } from "@/server/prices/rules/schemas";
import { Checkbox } from "../ui/checkbox";
import { FormDialog } from "../ui/form-dialog";
import { RadioGroup } from "../ui/radio-group";
import { TextField } from "../ui/text-field";
import { TextareaField } from "../ui/textarea-field";
import { textOf, usePriceForm } from "./use-price-form";

const listOf = (text: string): string[] => [
  ...new Set(text.split(/[\s,;]+/).filter((part) => part !== "")),
];
const tagsOf = (text: string): string[] => [
  ...new Set(
    text
      .split(",")
      .map((part) => part.trim())
      .filter((part) => part !== ""),
  ),
];

/** Adds or changes a rule. */
export function RuleDialog({ rule, trigger }: { rule?: PriceRuleDto; trigger: ReactElement }) {
  const { save, errorAt, dialog } = usePriceForm(savePriceRuleAction, () => ({
    title: "The rule is saved",
    description: "It holds for prices that move from now on.",
  }));
  /** An error of one entry of a list stands at the list. */
  const errorIn = (field: string) =>
    errorAt(field) ??
    Array.from({ length: 50 }, (_none, at) => errorAt(`${field}.${at}`)).find(Boolean);
  const submit = (form: FormData) =>
    save({
      ...(rule ? { id: rule.id, version: rule.version } : {}),
      name: textOf(form, "name"),
      thresholdPercent: textOf(form, "thresholdPercent").replace(",", ".") || null,
      thresholdAmount: textOf(form, "thresholdAmount").replace(",", "."),
      needsBoth: textOf(form, "needsBoth") === "both",
      tlds: listOf(textOf(form, "tlds")),
      tags: tagsOf(textOf(form, "tags")),
      recipients: listOf(textOf(form, "recipients")),
      delivery: textOf(form, "delivery") === "digest" ? "digest" : "immediate",
      isEnabled: form.get("isEnabled") !== null,
    });
  return (
    <FormDialog
      {...dialog}
      width="m"
      trigger={trigger}
      title={rule ? `Change ${rule.name}` : "Add a price rule"}
      description="A move up or down that reaches it is told here, and by e-mail to whom you name."
      confirm="Save rule"
      onSubmit={(form) => void submit(form)}
    >
      <Reach rule={rule} errorIn={errorIn} />
      <Telling rule={rule} errorIn={errorIn} />
    </FormDialog>
  );
}

type PartProps = {
  rule: PriceRuleDto | undefined;
  errorIn: (field: string) => readonly string[] | undefined;
};

/** What a move must reach. */
function Reach({ rule, errorIn }: PartProps) {
  return (
    <>
      <TextField
        label="Name"
        name="name"
        required
        autoComplete="off"
        defaultValue={rule?.name ?? ""}
        error={errorIn("name")}
      />
      <div className="grid grid-cols-1 gap-4 sm:grid-cols-2">
        <TextField
          label="Percent"
          name="thresholdPercent"
          inputMode="decimal"
          autoComplete="off"
          help="Empty: the organisation’s."
          defaultValue={rule ? (rule.thresholdPercent ?? "") : "10"}
          error={errorIn("thresholdPercent")}
        />
        <TextField
          label="Amount a year"
          name="thresholdAmount"
          required
          inputMode="decimal"
          autoComplete="off"
          help="In the price’s own currency."
          defaultValue={rule?.thresholdAmount ?? "1"}
          error={errorIn("thresholdAmount")}
        />
      </div>
      <RadioGroup
        legend="A move must reach"
        name="needsBoth"
        defaultValue={rule?.needsBoth === false ? "either" : "both"}
        choices={[
          { value: "both", label: "both" },
          { value: "either", label: "one of them" },
        ]}
      />
    </>
  );
}

/** Which prices it is about, and who is told. */
function Telling({ rule, errorIn }: PartProps) {
  return (
    <>
      <TextField
        label="Endings"
        name="tlds"
        autoComplete="off"
        spellCheck={false}
        help="Such as com, co.uk. Empty: all."
        defaultValue={rule?.tldsUnicode.join(", ") ?? ""}
        error={errorIn("tlds")}
      />
      <TextField
        label="Tags"
        name="tags"
        autoComplete="off"
        help="Only where a name with one of them is affected. Empty: always."
        defaultValue={rule?.tags.join(", ") ?? ""}
        error={errorIn("tags")}
      />
      <TextareaField
        label="Recipients"
        name="recipients"
        help="E-mail addresses, one in each line. Empty: told here alone."
        defaultValue={rule?.recipients.join("\n") ?? ""}
        error={errorIn("recipients")}
      />
      <RadioGroup
        legend="When"
        name="delivery"
        defaultValue={rule?.delivery ?? "immediate"}
        choices={[
          { value: "immediate", label: "at once, a message for each alert" },
          { value: "digest", label: "once a day in the morning, all in one message" },
        ]}
      />
      <Checkbox label="The rule is on" name="isEnabled" defaultChecked={rule?.isEnabled ?? true} />
    </>
  );
}
