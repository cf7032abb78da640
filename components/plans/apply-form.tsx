"use client";

import { type FormEvent, useEffect, useRef, useState } from "react";
import { applyPlanAction } from "@/server/actions/plans";
import type { ApplyPlanInput, PlanDto } from "@/server/plans/schemas";
import { useStepUp } from "../auth/use-step-up";
import { ApiError } from "../query/api-error";
import { settled } from "../query/settled";
import { focusFirstError } from "../query/use-submission";
import { Button } from "../ui/button";
import { Checkbox } from "../ui/checkbox";
import { Kbd } from "../ui/kbd";
import { Notice } from "../ui/notice";
import { SelectField } from "../ui/select-field";
import { TextField } from "../ui/text-field";
import { checkingOf } from "./dns/words";
import { noteStarted } from "./started";
import { useSteer, useTakePlan } from "./use-plan-steps";
import { chosenOf, namesWord, startSentence } from "./words";

/** On a phone so many names are started at most: more want to be looked at on a larger screen. */
export const MOST_ON_A_PHONE = 20;
/** With fewer names a try with one, then five, is no smaller than all of them. */
const CANARY_FROM = 7;

/** The options, the typed confirmation and the button that starts a plan. */
export function ApplyForm({ plan }: { plan: PlanDto }) {
  const names = chosenOf(plan);
  const isHeld = plan.approval.isNeeded && plan.approval.approvedAt === null;
  if (names === 0) return <NothingToDo plan={plan} />;
  if (isHeld || checkingOf(plan) > 0) return <Discard plan={plan} />;
  const isLarge = names > MOST_ON_A_PHONE;
  return (
    <>
      {isLarge && (
        <Notice
          tone="info"
          className="mb-3 md:hidden"
          title={`More than ${MOST_ON_A_PHONE} names are started on a larger screen.`}
        >
          Here you can look at them. The preview has its own address: open it there.
        </Notice>
      )}
      <div className={isLarge ? "max-md:hidden" : ""}>
        <StartForm plan={plan} />
      </div>
    </>
  );
}

function NothingToDo({ plan }: { plan: PlanDto }) {
  return (
    <Notice
      tone="info"
      title={
        plan.excluded > 0
          ? "Every name that would change was left out."
          : "Nothing is to be done: no name would change."
      }
      action={<Discard plan={plan} />}
    >
      {plan.excluded > 0
        ? "Put some back in below, or discard the plan."
        : "The list below says of each name why."}
    </Notice>
  );
}

function Discard({ plan }: { plan: PlanDto }) {
  const steer = useSteer(plan.id);
  if (!plan.isOwn) return null;
  return (
    <Button variant="quiet" pending={steer.isPending} onClick={() => steer.mutate("cancel")}>
      Discard the plan
    </Button>
  );
}

const STOPS = [
  { value: "never", label: "Never" },
  { value: "1", label: "After 1 failure" },
  { value: "5", label: "After 5 failures" },
  { value: "20", label: "After 20 failures" },
] as const;
type Stop = (typeof STOPS)[number]["value"];

type Start = {
  readonly typed: string;
  readonly hasCanary: boolean;
  readonly stop: Stop;
  readonly reason: string;
};

const inputOf = (
  { id, hash, expected }: PlanDto,
  { typed, hasCanary, stop, reason }: Start,
): ApplyPlanInput => ({
  id,
  hash,
  hasCanary,
  stopAfterErrors: stop === "never" ? null : Number(stop),
  ...(expected === null ? {} : { typed }),
  ...(reason.trim() ? { reason: reason.trim() } : {}),
});

/** Starts the plan; where a fresh proof is asked for, it goes on by itself once it was given. */
function useStart(plan: PlanDto) {
  const [isPending, setPending] = useState(false);
  const [error, setError] = useState<ApiError | null>(null);
  const { guard, dialog } = useStepUp();
  const take = useTakePlan();
  const start = async (values: Start) => {
    if (isPending) return;
    setPending(true);
    setError(null);
    const input = inputOf(plan, values);
    try {
      const started = await guard(() => settled<PlanDto>(applyPlanAction(input)));
      take(started);
      noteStarted(plan.id);
    } catch (cause) {
      setError(cause instanceof ApiError ? cause : new ApiError("internal", "That did not work."));
      focusFirstError();
    } finally {
      setPending(false);
    }
  };
  return { start, isPending, error, dialog };
}

const EMPTY: Start = { typed: "", hasCanary: false, stop: "never", reason: "" };

function StartForm({ plan }: { plan: PlanDto }) {
  const [values, setValues] = useState(EMPTY);
  const { start, isPending, error, dialog } = useStart(plan);
  const form = useRef<HTMLFormElement>(null);
  const set = (patch: Partial<Start>) => setValues((now) => ({ ...now, ...patch }));
  useCtrlEnter(form);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void start(values);
  };
  return (
    <>
      <form ref={form} noValidate onSubmit={submit} className="grid gap-4">
        <div role="alert" className="empty:hidden">
          {error && !error.fields.typed && <Notice tone="bad" title={error.message} />}
        </div>
        <Options plan={plan} values={values} set={set} />
        {plan.expected !== null && (
          <Typed
            plan={plan}
            value={values.typed}
            error={error?.fields.typed}
            onChange={(typed) => set({ typed })}
          />
        )}
        <div className="flex flex-wrap items-center gap-2 max-sm:*:flex-1">
          <Button type="submit" variant="primary" size="l" pending={isPending}>
            {startSentence(plan)}
          </Button>
          <Discard plan={plan} />
          <span className="ml-1 text-12 text-ink-3 max-md:hidden">
            <Kbd>Ctrl</Kbd> <Kbd>Enter</Kbd> starts it
          </span>
        </div>
      </form>
      {dialog}
    </>
  );
}

type OptionsProps = { plan: PlanDto; values: Start; set: (patch: Partial<Start>) => void };

function Options({ plan, values, set }: OptionsProps) {
  // Names from a file are brought in here: no registrar is tried out.
  if (chosenOf(plan) < CANARY_FROM || plan.kind === "import") return null;
  return (
    <fieldset className="grid gap-3">
      <legend className="sr-only">How it goes</legend>
      <Checkbox
        label="Try one name first, then five, then the rest; stop when one of them fails"
        checked={values.hasCanary}
        onChange={(event) => set({ hasCanary: event.target.checked })}
      />
      <div className="grid grid-cols-1 gap-3 sm:grid-cols-[11rem_minmax(0,28rem)]">
        <SelectField<Stop>
          label="Stop by itself"
          required
          choices={STOPS}
          value={values.stop}
          onChange={(stop) => set({ stop })}
        />
        <TextField
          label="Why, for the log"
          value={values.reason}
          maxLength={500}
          autoComplete="off"
          onChange={(event) => set({ reason: event.target.value })}
        />
      </div>
    </fieldset>
  );
}

type TypedProps = {
  plan: PlanDto;
  value: string;
  error: readonly string[] | undefined;
  onChange: (typed: string) => void;
};

function Typed({ plan, value, error, onChange }: TypedProps) {
  const isSum = plan.costs.length > 0;
  return (
    <TextField
      className="max-w-110"
      label={
        <>
          Type <strong className="font-semibold select-all">{plan.expected}</strong> to confirm{" "}
          {isSum ? "the sum" : `that ${namesWord(chosenOf(plan))} will change`}
        </>
      }
      required
      autoComplete="off"
      spellCheck={false}
      value={value}
      {...(error ? { error: [...error] } : {})}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}

/** Ctrl+Enter anywhere on the page starts it, unless a box stands in front or the form is not shown. */
function useCtrlEnter(form: React.RefObject<HTMLFormElement | null>): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
      const isInFront = document.querySelector("[role='dialog'][data-open]") !== null;
      if (isInFront || form.current?.checkVisibility() !== true) return;
      event.preventDefault();
      form.current.requestSubmit();
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, [form]);
}
