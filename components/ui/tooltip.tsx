"use client";

import { Tooltip as Base } from "@base-ui/react/tooltip";
import { type ReactElement, type ReactNode, useId } from "react";

type TooltipProps = {
  /** A few words; never something that is said nowhere else. */
  text: ReactNode;
  side?: "top" | "bottom" | "left" | "right";
  /** A button or link; it gets the text as its description. */
  children: ReactElement;
};

/** A hint on hover and on focus; Esc hides it. */
export function Tooltip({ text, side = "top", children }: TooltipProps) {
  const id = useId();
  return (
    <Base.Root>
      <Base.Trigger render={children} aria-describedby={id} />
      <span id={id} hidden>
        {text}
      </span>
      <Base.Portal>
        <Base.Positioner side={side} sideOffset={6} className="z-60">
          <Base.Popup
            aria-hidden="true"
            className="max-w-72 rounded-s bg-ink px-2 py-1 text-12 text-bg shadow-floating transition-opacity duration-100 data-ending-style:opacity-0 data-instant:transition-none data-starting-style:opacity-0"
          >
            {text}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

/** Lets hints that follow one another appear at once. Stands once, in the root layout. */
export function TooltipProvider({ children }: { children: ReactNode }) {
  return <Base.Provider delay={400}>{children}</Base.Provider>;
}
