"use client";

import type { ComponentProps, ReactNode } from "react";
import { buttonStyle } from "./button-style";
import { cn } from "./cn";
import { formatCount } from "./numbers";

type BulkBarProps = {
  /** How many are selected; at 0 the bar is not there. */
  count: number;
  onClear: () => void;
  /** Up to four BulkActions. */
  children: ReactNode;
};

const INSIDE =
  "border-transparent bg-transparent text-bg hover:bg-bg/15 active:bg-bg/25 data-popup-open:bg-bg/15 focus-visible:outline-bg focus-visible:-outline-offset-2";

/** What can be done with the selected rows. It floats over the foot of the page and never over what has focus. */
export function BulkBar({ count, onClear, children }: BulkBarProps) {
  if (count === 0) return null;
  return (
    <section
      aria-label="Selected rows"
      data-bulk-bar
      className="fixed inset-x-3 bottom-4 z-30 mx-auto flex w-fit max-w-[calc(100vw-1.5rem)] items-center gap-1 overflow-x-auto rounded-l bg-ink py-1.5 pr-2 pl-3.5 text-bg shadow-floating lg:left-[calc(13.5rem+0.75rem)]"
    >
      <span className="pr-2 whitespace-nowrap">{formatCount(count)} selected</span>
      <span className="mx-1 h-4.5 w-px flex-none bg-current opacity-25" />
      {children}
      <span className="mx-1 h-4.5 w-px flex-none bg-current opacity-25" />
      <button type="button" onClick={onClear} className={buttonStyle("quiet", "m", INSIDE)}>
        Clear
        <kbd className="rounded-[4px] border border-current px-1 font-mono text-11 opacity-70 pointer-coarse:hidden">
          Esc
        </kbd>
      </button>
    </section>
  );
}

/** One action of the bar; also fit to be the trigger of a menu. */
export function BulkAction({ className, ...rest }: ComponentProps<"button">) {
  return (
    <button {...rest} type="button" className={buttonStyle("quiet", "m", cn(INSIDE, className))} />
  );
}
