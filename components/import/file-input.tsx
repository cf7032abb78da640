"use client";

import type { ComponentProps } from "react";
import { useFieldWiring } from "../ui/field";

/** The platform's own file control, in our clothes. It stands inside a Field. */
export function FileInput(props: Omit<ComponentProps<"input">, "type" | "className">) {
  const field = useFieldWiring();
  return (
    <input
      id={field?.id}
      aria-describedby={field?.describedBy}
      aria-invalid={field?.invalid || undefined}
      required={field?.required}
      {...props}
      type="file"
      className="w-full min-w-0 rounded-s border border-line-input bg-panel p-0.75 text-ink-2 file:mr-3 file:h-6.5 file:rounded-xs file:border file:border-line-strong file:bg-sunken file:px-2.5 file:font-medium file:text-ink aria-invalid:border-bad pointer-coarse:text-16 pointer-coarse:file:h-10"
    />
  );
}
