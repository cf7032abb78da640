"use client";

import type { ComponentProps } from "react";
import { cn } from "./cn";
import { Field, type FieldProps, useFieldWiring } from "./field";
import { CONTROL } from "./text-input";

type TextareaFieldProps = Omit<ComponentProps<"textarea">, "children" | "className"> &
  Omit<FieldProps, "children"> & { mono?: boolean };

function Textarea({ className, ...rest }: ComponentProps<"textarea">) {
  const field = useFieldWiring();
  return (
    <textarea
      id={field?.id}
      aria-describedby={field?.describedBy}
      aria-invalid={field?.invalid || undefined}
      required={field?.required}
      {...rest}
      className={cn(CONTROL, "field-sizing-content min-h-20 py-1.5", className)}
    />
  );
}

/** Several labelled lines; grows with its text. `mono` for lists of names or keys. */
export function TextareaField({
  label,
  help,
  error,
  required = false,
  labelHidden = false,
  className,
  mono = false,
  ...control
}: TextareaFieldProps) {
  return (
    <Field {...{ label, help, error, required, labelHidden, className }}>
      <Textarea {...control} className={mono ? "font-mono text-12" : ""} />
    </Field>
  );
}
