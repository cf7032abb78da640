"use client";

import { Popover as Base } from "@base-ui/react/popover";
import type { ReactElement, ReactNode } from "react";
import { cn } from "./cn";
import { FLOATING } from "./overlay-style";

type PopoverProps = {
  trigger: ReactElement;
  /** Names the box for screen readers; shown as its heading unless `titleHidden`. */
  title: string;
  titleHidden?: boolean;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  align?: "start" | "center" | "end";
  className?: string;
  children: ReactNode;
};

/** A small box at its button: a filter's choices, where a value comes from. */
export function Popover({
  trigger,
  title,
  titleHidden = false,
  open,
  onOpenChange,
  align = "start",
  className,
  children,
}: PopoverProps) {
  return (
    <Base.Root
      {...(open === undefined ? {} : { open })}
      onOpenChange={(next) => onOpenChange?.(next)}
    >
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner sideOffset={4} align={align} className="z-50 max-w-(--available-width)">
          <Base.Popup
            className={cn(
              FLOATING,
              "max-h-(--available-height) w-72 max-w-full overflow-y-auto p-3",
              className,
            )}
          >
            <Base.Title className={titleHidden ? "sr-only" : "mb-2 font-medium"}>
              {title}
            </Base.Title>
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
