import type { ReactNode } from "react";
import { cn } from "./cn";

/** A key as it stands on the keyboard. */
export function Kbd({ children, className }: { children: ReactNode; className?: string }) {
  return (
    <kbd
      className={cn(
        "rounded-[4px] border border-line px-1 font-mono text-11 font-medium text-ink-3",
        className,
      )}
    >
      {children}
    </kbd>
  );
}
