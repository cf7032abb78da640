"use client";

import { type ReactNode, useCallback, useRef, useState } from "react";
import { stepUpAction } from "@/server/actions/session";
import { ApiError } from "../query/api-error";
import { type Settlement, settled } from "../query/settled";
import { useSubmission } from "../query/use-submission";
import { FormDialog } from "../ui/form-dialog";
import { PasswordField } from "../ui/password-field";

type Waiting = { readonly goOn: () => void; readonly giveUp: () => void };

export type StepUp = {
  /**
   * Runs something that may ask for a fresh proof of who asks. Then the password is asked for, and it is run once
   * more by itself; whoever closes the box gets the refusal.
   */
  readonly guard: <T>(run: () => Promise<T>) => Promise<T>;
  /** The box that asks; render it once, inside whatever box stands open. */
  readonly dialog: ReactNode;
};

const asksForProof = (error: unknown): boolean =>
  error instanceof ApiError && error.code === "forbidden" && "session" in error.fields;

/** {@link useSubmission} of an action that may ask for a fresh proof of who asks. Render `proof` inside the form's own box. */
export function useProvenSubmission<I, O>(action: (input: I) => Promise<Settlement<O>>) {
  const { guard, dialog } = useStepUp();
  const proven = useCallback(
    async (input: I) => ({ ok: true, value: await guard(() => settled(action(input))) }) as const,
    [action, guard],
  );
  return { ...useSubmission(proven), proof: dialog };
}

/** The way to do what costs money or opens a door: the password is asked for when the last proof is too old. */
export function useStepUp(): StepUp {
  const [waiting, setWaiting] = useState<Waiting | null>(null);
  const guard = useCallback(async <T,>(run: () => Promise<T>): Promise<T> => {
    try {
      return await run();
    } catch (error) {
      if (!asksForProof(error)) throw error;
      await new Promise<void>((resolve, reject) =>
        setWaiting({
          goOn: resolve,
          giveUp: () => reject(new ApiError("forbidden", "Not confirmed. Nothing was started.")),
        }),
      );
      return run();
    }
  }, []);
  const dialog = waiting && <StepUpDialog {...waiting} onEnd={() => setWaiting(null)} />;
  return { guard, dialog };
}

function StepUpDialog({ goOn, giveUp, onEnd }: Waiting & { onEnd: () => void }) {
  const { submit, isPending, failure, errorAt } = useSubmission(stepUpAction);
  const isDone = useRef(false);
  const end = (settle: () => void) => {
    if (isDone.current) return;
    isDone.current = true;
    settle();
    onEnd();
  };
  const confirm = async (form: FormData) => {
    const password = String(form.get("password") ?? "");
    if (await submit({ password })) end(goOn);
  };
  return (
    <FormDialog
      open
      onOpenChange={(isOpen) => !isOpen && end(giveUp)}
      title="Is it you?"
      description="This costs money, opens a door or decides for others. It goes on as soon as you have given your password."
      confirm="Confirm"
      width="s"
      pending={isPending}
      problem={failure?.message}
      onSubmit={(form) => void confirm(form)}
    >
      <PasswordField
        label="Your password"
        help="Without one, because you sign in through your organisation: sign out, sign in again, and come back."
        name="password"
        required
        autoComplete="current-password"
        error={errorAt("password")}
      />
    </FormDialog>
  );
}
