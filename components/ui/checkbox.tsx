"use client";

import { type ComponentProps, type ReactNode, useEffect, useRef } from "react";
import { cn } from "./cn";

const BOX =
  "peer size-4 flex-none appearance-none rounded-[4px] border border-line-input bg-panel checked:border-accent checked:bg-accent indeterminate:border-accent indeterminate:bg-accent disabled:cursor-not-allowed disabled:bg-sunken";

const MARK =
  "pointer-events-none absolute inset-0 m-auto hidden size-3 fill-none stroke-accent-ink stroke-2";

export type CheckboxProps = Omit<ComponentProps<"input">, "type" | "children"> & {
  /** Spoken and shown; with `labelHidden` only spoken, as in a table row. */
  label: ReactNode;
  labelHidden?: boolean;
  /** Some but not all of what this box stands for are chosen. */
  indeterminate?: boolean;
};

/** The platform's own checkbox with a third state. Its whole label, at least 24 px high, can be clicked. */
export function Checkbox({
  label,
  labelHidden = false,
  indeterminate = false,
  className,
  ...rest
}: CheckboxProps) {
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (box.current) box.current.indeterminate = indeterminate;
  }, [indeterminate]);

  return (
    <label
      className={cn(
        "inline-flex min-h-6 min-w-6 items-center gap-2 pointer-coarse:min-h-11",
        labelHidden && "justify-center pointer-coarse:min-w-11",
        className,
      )}
    >
      <span className="relative grid">
        <input {...rest} ref={box} type="checkbox" className={BOX} />
        <svg
          viewBox="0 0 12 12"
          aria-hidden="true"
          className={cn(MARK, "peer-checked:block peer-indeterminate:hidden")}
        >
          <path d="M2.5 6.2 5 8.7l4.5-5.2" strokeLinecap="round" strokeLinejoin="round" />
        </svg>
        <svg
          viewBox="0 0 12 12"
          aria-hidden="true"
          className={cn(MARK, "peer-indeterminate:block")}
        >
          <path d="M2.5 6h7" strokeLinecap="round" />
        </svg>
      </span>
      <span className={labelHidden ? "sr-only" : ""}>{label}</span>
    </label>
  );
}
