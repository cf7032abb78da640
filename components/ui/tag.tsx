import type { ReactNode } from "react";

/** A word someone gave to a thing. It has no state and no colour. */
export function Tag({ children }: { children: ReactNode }) {
  return <span className="tag">{children}</span>;
}
