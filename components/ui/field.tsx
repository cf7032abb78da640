"use client";

import { CircleAlert } from "lucide-react";
import { createContext, type ReactNode, useContext, useId, useMemo } from "react";
import { cn } from "./cn";

type FieldWiring = {
  id: string;
  labelId: string;
  describedBy: string | undefined;
  invalid: boolean;
  required: boolean;
};

const FieldContext = createContext<FieldWiring | undefined>(undefined);

/** What a control inside a Field must carry so that its label, help and error belong to it. */
export function useFieldWiring(): FieldWiring | undefined {
  return useContext(FieldContext);
}

export type FieldProps = {
  label: ReactNode;
  help?: ReactNode;
  /** One sentence or several; the server's `fields[name]` fits as it is. */
  error?: string | readonly string[] | undefined;
  required?: boolean;
  /** Keeps the label for screen readers only, where the place says it to everyone else. */
  labelHidden?: boolean;
  className?: string | undefined;
  children: ReactNode;
};

/** Label, control, help and error as one: the control inside is named and described by them. */
export function Field({
  label,
  help,
  error,
  required = false,
  labelHidden = false,
  className,
  children,
}: FieldProps) {
  const id = useId();
  const messages = typeof error === "string" ? [error] : (error ?? []);
  const invalid = messages.length > 0;
  const describedBy = [help && `${id}-help`, invalid && `${id}-error`].filter(Boolean).join(" ");
  const wiring = useMemo(
    () => ({
      id,
      labelId: `${id}-label`,
      describedBy: describedBy || undefined,
      invalid,
      required,
    }),
    [id, describedBy, invalid, required],
  );

  return (
    <div className={cn("grid content-start gap-1", className)}>
      <label
        id={wiring.labelId}
        htmlFor={id}
        className={cn("justify-self-start font-medium", labelHidden && "sr-only")}
      >
        {label}
        {!required && !labelHidden && <span className="font-normal text-ink-3"> (optional)</span>}
      </label>
      <FieldContext value={wiring}>{children}</FieldContext>
      {help && (
        <p id={`${id}-help`} className="text-12 text-ink-3">
          {help}
        </p>
      )}
      {invalid && (
        <p id={`${id}-error`} className="flex gap-1.5 text-12 text-bad">
          <CircleAlert className="mt-px size-3.5" />
          <span>{messages.join(" ")}</span>
        </p>
      )}
    </div>
  );
}
