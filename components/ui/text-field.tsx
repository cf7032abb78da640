"use client";

import type { ComponentProps } from "react";
import { Field, type FieldProps } from "./field";
import { TextInput } from "./text-input";

export type TextFieldProps = Omit<ComponentProps<"input">, "children" | "className"> &
  Omit<FieldProps, "children">;

/** A labelled line of text. `required` also removes the word "optional" from the label. */
export function TextField({
  label,
  help,
  error,
  required = false,
  labelHidden = false,
  className,
  ...control
}: TextFieldProps) {
  return (
    <Field {...{ label, help, error, required, labelHidden, className }}>
      <TextInput {...control} />
    </Field>
  );
}
