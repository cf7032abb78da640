"use client";

import { useState } from "react";
import { DateText } from "../../ui/date-text";
import { FormDialog } from "../../ui/form-dialog";
import { RadioGroup } from "../../ui/radio-group";
import { SelectField } from "../../ui/select-field";
import { TextField } from "../../ui/text-field";
import { PreviewKey } from "./preview-key";
import { type PlanTarget, targetWord, useMakePlan } from "./use-make-plan";

type LockDialogProps = { target: PlanTarget; onClose: () => void };

type Way = "lock" | "unlock";

const WAYS: readonly { value: Way; label: string; help: string }[] = [
  { value: "lock", label: "Lock", help: "Nobody can move the name away." },
  {
    value: "unlock",
    label: "Unlock for a while",
    help: "For a purpose, until a day; then it locks itself again.",
  },
];

const HOUR_MS = 3_600_000;
const TERMS = [
  { value: "4", label: "4 hours" },
  { value: "24", label: "1 day" },
  { value: "72", label: "3 days" },
  { value: "168", label: "7 days" },
  { value: "336", label: "14 days" },
  { value: "720", label: "30 days" },
] as const;
type Term = (typeof TERMS)[number]["value"];

const untilOf = (term: Term, openedMs: number): string =>
  new Date(openedMs + Number(term) * HOUR_MS).toISOString();

/** Locks names, or lends them: unlocking asks what for and for how long. */
export function LockDialog({ target, onClose }: LockDialogProps) {
  const [way, setWay] = useState<Way>(target.one?.lockState === "locked" ? "unlock" : "lock");
  const [purpose, setPurpose] = useState("");
  const [term, setTerm] = useState<Term>("72");
  const [openedMs] = useState(Date.now);
  const { make, isPending, message, fields } = useMakePlan(target);
  const until = untilOf(term, openedMs);
  const known = fields.purpose ?? fields["change.purpose"];
  const submit = () =>
    make(
      way === "lock"
        ? { kind: "lock_update", locked: true }
        : {
            kind: "lock_update",
            locked: false,
            until,
            ...(purpose.trim() ? { purpose: purpose.trim() } : {}),
          },
    );
  return (
    <FormDialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={`Transfer lock of ${targetWord(target)}`}
      description="The next page shows what would change. Nothing is sent before you start it there."
      confirm="Preview"
      pending={isPending}
      problem={known ? undefined : message}
      onSubmit={submit}
    >
      <RadioGroup<Way>
        legend="What to do"
        legendHidden
        name="way"
        choices={WAYS}
        value={way}
        onChange={setWay}
      />
      {way === "unlock" && (
        <Lease
          purpose={purpose}
          onPurpose={setPurpose}
          errors={known}
          term={term}
          onTerm={setTerm}
          until={until}
        />
      )}
      <PreviewKey />
    </FormDialog>
  );
}

type LeaseProps = {
  purpose: string;
  onPurpose: (purpose: string) => void;
  errors: readonly string[] | undefined;
  term: Term;
  onTerm: (term: Term) => void;
  until: string;
};

/** What an unlocked name is lent for, and until when. */
function Lease({ purpose, onPurpose, errors, term, onTerm, until }: LeaseProps) {
  return (
    <>
      <TextField
        label="What for"
        help="Such as: transfer to Gandi, asked for by the owner."
        required
        autoComplete="off"
        maxLength={200}
        value={purpose}
        {...(errors ? { error: [...errors] } : {})}
        onChange={(event) => onPurpose(event.target.value)}
      />
      <SelectField<Term>
        label="For how long"
        required
        choices={TERMS}
        value={term}
        onChange={onTerm}
        help={
          <>
            Locked again on <DateText value={until} time />.
          </>
        }
      />
    </>
  );
}
