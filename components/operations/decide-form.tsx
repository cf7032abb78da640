"use client";

import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { resolveOperationAction } from "@/server/actions/plans";
import type { OperationDto } from "@/server/operations/schemas";
import { useStepUp } from "../auth/use-step-up";
import { ApiError } from "../query/api-error";
import { settled } from "../query/settled";
import { Button } from "../ui/button";
import { Notice } from "../ui/notice";
import { RadioGroup } from "../ui/radio-group";
import { TextField } from "../ui/text-field";
import { useToast } from "../ui/toast";

type Outcome = "happened" | "did_not_happen";

const OUTCOMES: readonly { value: Outcome; label: string; help: string }[] = [
  { value: "happened", label: "It happened", help: "The registrar shows it, or confirmed it." },
  {
    value: "did_not_happen",
    label: "It did not happen",
    help: "Only then may it be asked for once more.",
  },
];

function useDecide(operation: OperationDto) {
  const client = useQueryClient();
  const toast = useToast();
  const { guard, dialog } = useStepUp();
  const [isPending, setPending] = useState(false);
  const [problem, setProblem] = useState<ApiError | null>(null);
  const decide = async (outcome: Outcome, reason: string) => {
    setPending(true);
    setProblem(null);
    try {
      const input = { id: operation.id, outcome, reason };
      await guard(() => settled<OperationDto>(resolveOperationAction(input)));
      toast({ title: "Decided, and written down" });
      void client.invalidateQueries({ queryKey: ["operations"] });
      void client.invalidateQueries({ queryKey: ["plans"] });
    } catch (cause) {
      setProblem(cause instanceof ApiError ? cause : new ApiError("internal", "Not decided."));
    } finally {
      setPending(false);
    }
  };
  return { decide, isPending, problem, dialog };
}

/** A person who has looked at the registrar says what became of a change that nothing proves. */
export function DecideForm({ operation }: { operation: OperationDto }) {
  const [outcome, setOutcome] = useState<Outcome>("happened");
  const [reason, setReason] = useState("");
  const { decide, isPending, problem, dialog } = useDecide(operation);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void decide(outcome, reason);
  };
  return (
    <details
      open={operation.reviewAt !== null}
      className="rounded-m border border-line px-3.5 [&[open]]:pb-3.5"
    >
      <summary className="flex min-h-10 cursor-pointer items-center font-medium">
        Decide by hand…
      </summary>
      <form noValidate onSubmit={submit} className="grid gap-4">
        <div role="alert" className="empty:hidden">
          {problem && !problem.fields.reason && <Notice tone="bad" title={problem.message} />}
        </div>
        <RadioGroup<Outcome>
          legend="What became of it at the registrar"
          name="outcome"
          choices={OUTCOMES}
          value={outcome}
          onChange={setOutcome}
        />
        <TextField
          label="How you know"
          required
          autoComplete="off"
          maxLength={500}
          value={reason}
          {...(problem?.fields.reason ? { error: [...problem.fields.reason] } : {})}
          onChange={(event) => setReason(event.target.value)}
        />
        <div>
          <Button type="submit" variant="primary" pending={isPending}>
            Decide
          </Button>
        </div>
      </form>
      {dialog}
    </details>
  );
}
