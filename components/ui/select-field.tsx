"use client";

import { Field, type FieldProps } from "./field";
import { Select, type SelectProps } from "./select";

type SelectFieldProps<V extends string> = Omit<SelectProps<V>, "label" | "className"> &
  Omit<FieldProps, "children">;

/** A labelled Select with help and error. */
export function SelectField<V extends string>({
  label,
  help,
  error,
  required = false,
  labelHidden = false,
  className,
  ...select
}: SelectFieldProps<V>) {
  return (
    <Field {...{ label, help, error, required, labelHidden, className }}>
      <Select {...select} className="w-full" />
    </Field>
  );
}
