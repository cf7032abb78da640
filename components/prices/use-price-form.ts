"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useProvenSubmission } from "../auth/use-step-up";
import type { Settlement } from "../query/settled";
import { useToast } from "../ui/toast";
import type { ToastMessage } from "../ui/toast-message";

/**
 * A form in a dialog that changes prices: when it worked it closes and says so, and lists are asked for anew. Render
 * `proof` inside the dialog.
 */
export function usePriceForm<I, O extends object>(
  action: (input: I) => Promise<Settlement<O>>,
  done: (output: O) => ToastMessage,
) {
  const [isOpen, setOpen] = useState(false);
  const client = useQueryClient();
  const toast = useToast();
  const { submit, isPending, failure, errorAt, reset, proof } = useProvenSubmission(action);
  const onOpenChange = (open: boolean) => {
    setOpen(open);
    reset();
  };
  const save = async (input: I) => {
    const output = await submit(input);
    if (!output) return;
    onOpenChange(false);
    toast(done(output));
    await client.invalidateQueries({ queryKey: ["prices"] });
  };
  return {
    save,
    errorAt,
    proof,
    dialog: { open: isOpen, onOpenChange, pending: isPending, problem: failure?.message },
  };
}

/** A field of a form as text, without blanks around it. */
export const textOf = (form: FormData, name: string): string => `${form.get(name) ?? ""}`.trim();
