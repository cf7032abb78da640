"use client";

import { useState } from "react";
import type { ConflictDto } from "@/server/conflicts/schemas";
import { readHosts } from "../plans/start/hosts";
import type { ApiError } from "../query/api-error";
import { FormDialog } from "../ui/form-dialog";
import { TextField } from "../ui/text-field";
import { TextareaField } from "../ui/textarea-field";
import { FIELD_WORDS } from "./words";

type SetDialogProps = {
  conflict: ConflictDto;
  isPending: boolean;
  refused: ApiError | undefined;
  onSet: (value: string | string[]) => void;
  onClose: () => void;
};

const dayOf = (kept: unknown): string => (typeof kept === "string" ? kept.slice(0, 10) : "");
const linesOf = (kept: unknown): string => (Array.isArray(kept) ? kept.join("\n") : "");

/** Gives the right value, where neither side has it. */
export function SetDialog({ conflict, isPending, refused, onSet, onClose }: SetDialogProps) {
  const isHosts = conflict.field === "nameservers";
  const [value, setValue] = useState(isHosts ? linesOf(conflict.kept) : dayOf(conflict.kept));
  const errors = refused?.fields.value;
  const field = {
    label: isHosts ? "Nameservers" : FIELD_WORDS[conflict.field],
    required: true,
    value,
    ...(errors ? { error: [...errors] } : {}),
  };
  const submit = () =>
    onSet(isHosts ? readHosts(value).map(({ host }) => host) : `${value}T00:00:00.000Z`);
  return (
    <FormDialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={`${FIELD_WORDS[conflict.field]} of ${conflict.domain.nameUnicode}`}
      description="It is set here alone; nothing is sent. It stays until the registrar says something else than now."
      confirm="Set"
      pending={isPending}
      problem={errors ? undefined : refused?.message}
      onSubmit={submit}
    >
      {isHosts ? (
        <TextareaField
          {...field}
          mono
          rows={5}
          help="One per line."
          onChange={(event) => setValue(event.target.value)}
        />
      ) : (
        <TextField
          {...field}
          type="date"
          help="The day in UTC."
          onChange={(event) => setValue(event.target.value)}
        />
      )}
    </FormDialog>
  );
}
