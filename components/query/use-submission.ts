"use client";

import { useCallback, useRef, useState } from "react";
import { ApiError } from "./api-error";
import { type Settlement, settled } from "./settled";

type Submission<I, O> = {
  /** Runs the action. Resolves to undefined when it was refused: then `failure` or `errorAt` tell why. */
  readonly submit: (input: I) => Promise<O | undefined>;
  readonly isPending: boolean;
  /** Why nothing was done, where no field is to blame. */
  readonly failure: ApiError | undefined;
  readonly errorAt: (field: string) => readonly string[] | undefined;
  readonly reset: () => void;
};

const asApiError = (error: unknown) =>
  error instanceof ApiError
    ? error
    : new ApiError("internal", "That did not work.", { cause: error });

/** Moves focus to the first control that was marked, once the marks are on the page. */
export function focusFirstError(): void {
  requestAnimationFrame(() =>
    document.querySelector<HTMLElement>("form [aria-invalid=true]")?.focus(),
  );
}

/** A form's way to its server action: one submission at a time, errors beside their fields, focus on the first. */
export function useSubmission<I, O>(
  action: (input: I) => Promise<Settlement<O>>,
): Submission<I, O> {
  const [isPending, setPending] = useState(false);
  const [error, setError] = useState<ApiError>();
  const isRunning = useRef(false);

  const submit = useCallback(
    async (input: I) => {
      if (isRunning.current) return undefined;
      isRunning.current = true;
      setPending(true);
      try {
        const value = await settled(action(input));
        setError(undefined);
        return value;
      } catch (cause) {
        setError(asApiError(cause));
        focusFirstError();
        return undefined;
      } finally {
        isRunning.current = false;
        setPending(false);
      }
    },
    [action],
  );

  const fields = error?.fields ?? {};
  return {
    submit,
    isPending,
    failure: Object.keys(fields).length === 0 ? error : undefined,
    errorAt: (field) => fields[field],
    reset: useCallback(() => setError(undefined), []),
  };
}
