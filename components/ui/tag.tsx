import type { ReactNode } from "react";

/** A word someone gave to a thing. It has no state and no colour. */
export function Tag({ children }: { children: ReactNode }) {
  return (
    <span className="inline-block rounded-xs border border-line px-1.5 text-12 leading-4.5 whitespace-nowrap text-ink-2">
      {children}
    </span>
  );
}
