"use client";

import { useState } from "react";
import { saveApprovalRuleAction } from "@/server/actions/approvals";
import { type ApprovalRuleDto, RULE_CHANGES, type RuleChange } from "@/server/approvals/schemas";
import { formatMoney } from "@/server/names/money";
import { useProvenSubmission } from "../auth/use-step-up";
import { Checkbox } from "../ui/checkbox";
import { FormDialog } from "../ui/form-dialog";
import { RadioGroup } from "../ui/radio-group";
import { SelectField } from "../ui/select-field";
import { Switch } from "../ui/switch";
import { TextField } from "../ui/text-field";
import { useToast } from "../ui/toast";
import { APPROVER_CHOICES, CHANGE_LABELS, REQUESTER_CHOICES } from "./words";

export type PartnerChoice = { readonly id: string; readonly name: string };

type RuleFormProps = {
  /** Left out: a new rule is added. */
  rule?: ApprovalRuleDto;
  partners: readonly PartnerChoice[];
  onClose: () => void;
  onSaved: (rules: readonly ApprovalRuleDto[]) => void;
};

const ANY = "any";
const tagsOf = (text: string) =>
  text
    .split(",")
    .map((tag) => tag.trim())
    .filter((tag) => tag !== "");

/** What was chosen, beside what the fields of the form hold themselves. */
function useChoices(rule: ApprovalRuleDto | undefined) {
  const [changes, setChanges] = useState<readonly RuleChange[]>(rule?.changes ?? []);
  const [requester, setRequester] = useState<string>(rule?.requester ?? "anyone");
  const [partnerId, setPartnerId] = useState(rule?.partner?.id ?? ANY);
  const [approver, setApprover] = useState<ApprovalRuleDto["approver"]>(rule?.approver ?? "house");
  const [onlyCritical, setOnlyCritical] = useState(rule?.onlyCritical ?? false);
  const [isActive, setActive] = useState(rule?.isActive ?? true);
  const toggle = (change: RuleChange, isOn: boolean) =>
    setChanges((before) =>
      RULE_CHANGES.filter((one) => (one === change ? isOn : before.includes(one))),
    );
  const chosen = {
    changes: [...changes],
    requester: REQUESTER_CHOICES.find(({ value }) => value === requester)?.value ?? "anyone",
    partnerId: partnerId === ANY ? null : partnerId,
    approver,
    onlyCritical,
    isActive,
  };
  return { chosen, toggle, setRequester, setPartnerId, setApprover, setOnlyCritical, setActive };
}
type Choices = ReturnType<typeof useChoices>;

const typedOf = (form: FormData) => {
  const text = (field: string) => `${form.get(field) ?? ""}`.trim();
  const amount = text("amount");
  return {
    name: text("name"),
    fromSum: amount === "" ? null : { amount, currency: text("currency").toUpperCase() },
    fromNames: text("fromNames") === "" ? null : Number(text("fromNames")),
    tags: tagsOf(text("tags")),
  };
};

/** Adds a rule, or changes one. */
export function RuleForm({ rule, partners, onClose, onSaved }: RuleFormProps) {
  const choices = useChoices(rule);
  const { submit, isPending, failure, errorAt, proof } =
    useProvenSubmission(saveApprovalRuleAction);
  const toast = useToast();
  const save = async (form: FormData) => {
    const typed = typedOf(form);
    const saved = await submit({ ...(rule ? { id: rule.id } : {}), ...typed, ...choices.chosen });
    if (!saved) return;
    onSaved(saved);
    onClose();
    toast({ title: `${typed.name} is saved.` });
  };
  return (
    <FormDialog
      open
      width="l"
      onOpenChange={(open) => !open && onClose()}
      title={rule ? `Change ${rule.name}` : "Add a rule"}
      description="It fits a plan when all of what is given here is so. What is left empty is no condition."
      confirm={rule ? "Save" : "Add rule"}
      pending={isPending}
      problem={failure?.message}
      onSubmit={(form) => void save(form)}
    >
      <TextField
        label="Name"
        name="name"
        required
        autoComplete="off"
        maxLength={80}
        defaultValue={rule?.name}
        error={errorAt("name")}
      />
      <KindFields {...choices} />
      <WhoFields {...choices} partners={partners} error={errorAt("partnerId")} />
      <ConditionFields rule={rule} choices={choices} errorAt={errorAt} />
      <RadioGroup
        legend="Who agrees"
        name="approver"
        choices={APPROVER_CHOICES}
        value={choices.chosen.approver}
        onChange={choices.setApprover}
      />
      <Switch label="In force" checked={choices.chosen.isActive} onChange={choices.setActive} />
      {proof}
    </FormDialog>
  );
}

function KindFields({ chosen, toggle }: Choices) {
  return (
    <fieldset>
      <legend className="mb-1.5 font-medium">
        Kinds of change <span className="font-normal text-ink-3">(none ticked: every kind)</span>
      </legend>
      <div className="grid grid-cols-2 gap-x-4 gap-y-2 sm:grid-cols-4">
        {RULE_CHANGES.map((change) => (
          <Checkbox
            key={change}
            label={CHANGE_LABELS[change]}
            checked={chosen.changes.includes(change)}
            onChange={(event) => toggle(change, event.target.checked)}
          />
        ))}
      </div>
    </fieldset>
  );
}

type WhoFieldsProps = Choices & {
  partners: readonly PartnerChoice[];
  error: readonly string[] | undefined;
};

function WhoFields({ chosen, setRequester, setPartnerId, partners, error }: WhoFieldsProps) {
  const choices = partners.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <SelectField
        label="Asked for by"
        required
        choices={[...REQUESTER_CHOICES]}
        value={chosen.requester}
        onChange={setRequester}
      />
      <SelectField
        label="Partner"
        required
        help="Whose names are touched, or whose people ask."
        choices={[{ value: ANY, label: "Any" }, ...choices]}
        value={chosen.partnerId ?? ANY}
        onChange={setPartnerId}
        error={error}
      />
    </div>
  );
}

type ConditionFieldsProps = {
  rule: ApprovalRuleDto | undefined;
  choices: Choices;
  errorAt: (field: string) => readonly string[] | undefined;
};

function ConditionFields({ rule, choices, errorAt }: ConditionFieldsProps) {
  const [amount = "", currency = "EUR"] = rule?.fromSum
    ? formatMoney(rule.fromSum.minor, rule.fromSum.currency).split(" ")
    : [];
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <TextField
        label="From a sum of"
        name="amount"
        inputMode="decimal"
        autoComplete="off"
        help="Another currency, or a price nobody knows, counts as more."
        defaultValue={amount}
        error={errorAt("fromSum.amount")}
      />
      <TextField
        label="Currency of the sum"
        name="currency"
        autoComplete="off"
        maxLength={3}
        defaultValue={currency}
        error={errorAt("fromSum.currency")}
      />
      <TextField
        label="From so many names"
        name="fromNames"
        inputMode="numeric"
        autoComplete="off"
        defaultValue={rule?.fromNames ?? ""}
        error={errorAt("fromNames")}
      />
      <TextField
        label="Tags"
        name="tags"
        autoComplete="off"
        help="One of these is enough; commas between them."
        defaultValue={rule?.tags.join(", ")}
        error={errorAt("tags")}
      />
      <Checkbox
        label="Only plans that touch a critical name"
        checked={choices.chosen.onlyCritical}
        onChange={(event) => choices.setOnlyCritical(event.target.checked)}
      />
    </div>
  );
}
