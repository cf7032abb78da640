"use client";

import { Switch as Base } from "@base-ui/react/switch";
import { type ReactNode, useId } from "react";
import { cn } from "./cn";
import { Spinner } from "./spinner";

type SwitchProps = {
  label: ReactNode;
  labelHidden?: boolean;
  checked?: boolean;
  defaultChecked?: boolean;
  disabled?: boolean;
  /** The wish was sent and not yet confirmed: a ring beside the switch says so. */
  pending?: boolean;
  name?: string;
  onChange?: (checked: boolean) => void;
  className?: string;
};

/** A setting that acts at once. Where a button must be pressed afterwards, use a Checkbox. */
export function Switch({
  label,
  labelHidden = false,
  pending = false,
  onChange,
  className,
  ...rest
}: SwitchProps) {
  const id = useId();
  return (
    <label
      htmlFor={id}
      className={cn("inline-flex min-h-6 items-center gap-2 pointer-coarse:min-h-11", className)}
    >
      <Base.Root
        {...rest}
        id={id}
        readOnly={pending}
        aria-busy={pending || undefined}
        onCheckedChange={(checked) => onChange?.(checked)}
        className="flex h-4.5 w-8 flex-none rounded-full border border-line-input bg-sunken p-0.5 transition-colors data-checked:border-accent data-checked:bg-accent data-disabled:cursor-not-allowed data-disabled:opacity-60"
      >
        <Base.Thumb className="size-3 rounded-full bg-ink-2 transition-transform data-checked:translate-x-3.5 data-checked:bg-accent-ink" />
      </Base.Root>
      <span className={labelHidden ? "sr-only" : ""}>{label}</span>
      {pending && <Spinner className="size-3.5 text-ink-3" />}
    </label>
  );
}
