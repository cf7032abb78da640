"use client";

import { type ReactNode, useId } from "react";
import { cn } from "./cn";

export type RadioChoice<V extends string = string> = {
  value: V;
  label: ReactNode;
  help?: ReactNode;
  disabled?: boolean;
};

type RadioGroupProps<V extends string> = {
  legend: ReactNode;
  legendHidden?: boolean;
  name: string;
  choices: readonly RadioChoice<V>[];
  value?: V;
  defaultValue?: V;
  error?: string | undefined;
  onChange?: (value: V) => void;
  className?: string;
};

/** One of a few, all of them visible. The platform's own radio buttons, so arrow keys and forms work as everywhere. */
export function RadioGroup<V extends string>({
  legend,
  legendHidden = false,
  name,
  choices,
  value,
  defaultValue,
  error,
  onChange,
  className,
}: RadioGroupProps<V>) {
  const id = useId();
  const chosen = (choice: V) =>
    value === undefined
      ? { defaultChecked: choice === defaultValue }
      : { checked: choice === value, onChange: () => onChange?.(choice) };

  return (
    <fieldset
      className={cn("grid gap-1", className)}
      aria-describedby={error ? `${id}-error` : undefined}
    >
      <legend className={legendHidden ? "sr-only" : "pb-1 font-medium"}>{legend}</legend>
      {choices.map((choice) => (
        <label
          key={choice.value}
          className={cn(
            "flex min-h-6 items-start gap-2 py-0.5 has-disabled:text-ink-3 pointer-coarse:min-h-11",
            choice.help ? "pointer-coarse:py-2.5" : "pointer-coarse:items-center",
          )}
        >
          <input
            type="radio"
            name={name}
            value={choice.value}
            disabled={choice.disabled}
            aria-describedby={choice.help ? `${id}-${choice.value}` : undefined}
            className="mt-0.5 size-4 flex-none appearance-none rounded-full border border-line-input bg-panel checked:border-5 checked:border-accent"
            {...chosen(choice.value)}
          />
          <span>
            {choice.label}
            {choice.help && (
              <span id={`${id}-${choice.value}`} className="block text-12 text-ink-3">
                {choice.help}
              </span>
            )}
          </span>
        </label>
      ))}
      {error && (
        <p id={`${id}-error`} className="text-12 text-bad">
          {error}
        </p>
      )}
    </fieldset>
  );
}
