"use client";

import { type ComponentProps, type ReactNode, useEffect, useRef } from "react";
import { cn } from "./cn";

/** The real control: 24 px, so that it can be hit, around the 16 px that are seen. */
const TARGET =
  "peer absolute -inset-1 size-6 cursor-pointer appearance-none rounded-s outline-offset-0 disabled:cursor-not-allowed";

const BOX =
  "pointer-events-none block size-4 rounded-[4px] border border-line-input bg-panel peer-checked:border-accent peer-checked:bg-accent peer-indeterminate:border-accent peer-indeterminate:bg-accent peer-disabled:bg-sunken peer-disabled:peer-checked:bg-line-input peer-disabled:peer-checked:border-line-input";

const MARK =
  "pointer-events-none absolute inset-0 m-auto hidden size-3 fill-none stroke-accent-ink stroke-2 forced-colors:stroke-[CanvasText]";

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
      <span className="relative flex-none">
        <input {...rest} ref={box} type="checkbox" className={TARGET} />
        <span aria-hidden="true" className={BOX} />
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
