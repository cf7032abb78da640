"use client";

import type { ComponentProps } from "react";
import { cn } from "./cn";
import { useFieldWiring } from "./field";

export const CONTROL =
  "w-full min-w-0 rounded-s border border-line-input bg-panel px-2.5 text-ink placeholder:text-ink-3 focus-visible:-outline-offset-1 aria-invalid:border-bad disabled:cursor-not-allowed disabled:bg-sunken disabled:text-ink-3 read-only:bg-sunken pointer-coarse:text-16";

/** A bare text control. Inside a Field it takes its name and description from it; alone it needs `aria-label`. */
export function TextInput({ className, ...rest }: ComponentProps<"input">) {
  const field = useFieldWiring();
  return (
    <input
      id={field?.id}
      aria-describedby={field?.describedBy}
      aria-invalid={field?.invalid || undefined}
      required={field?.required}
      {...rest}
      className={cn(CONTROL, "h-8 pointer-coarse:h-11", className)}
    />
  );
}
