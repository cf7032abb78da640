"use client";

import { Dialog as Base } from "@base-ui/react/dialog";
import { X } from "lucide-react";
import type { ReactElement, ReactNode } from "react";
import { cn } from "./cn";
import { IconButton } from "./icon-button";
import { SCRIM } from "./overlay-style";

export type DrawerProps = {
  title: ReactNode;
  description?: ReactNode;
  trigger?: ReactElement;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  /** Right for details of a row; left for navigation on a phone. */
  side?: "right" | "left";
  width?: "m" | "l";
  /** Stays at the foot while the content scrolls. */
  actions?: ReactNode;
  children: ReactNode;
};

const SIDE = {
  right: "right-0 border-l data-ending-style:translate-x-8 data-starting-style:translate-x-8",
  left: "left-0 border-r data-ending-style:-translate-x-8 data-starting-style:-translate-x-8",
};
const WIDTH = { m: "sm:w-110", l: "sm:w-160" };

/** Details beside the page they belong to; the whole screen on a phone. Esc closes it and focus returns to the row. */
export function Drawer({
  title,
  description,
  trigger,
  open,
  onOpenChange,
  side = "right",
  width = "m",
  actions,
  children,
}: DrawerProps) {
  return (
    <Base.Root
      {...(open === undefined ? {} : { open })}
      onOpenChange={(next) => onOpenChange?.(next)}
    >
      {trigger && <Base.Trigger render={trigger} />}
      <Base.Portal>
        <Base.Backdrop className={SCRIM} />
        <Base.Viewport className="fixed inset-0 z-50">
          <Base.Popup
            data-modal
            className={cn(
              "absolute inset-y-0 flex w-full flex-col border-line bg-panel text-ink shadow-floating outline-none transition-[opacity,translate] duration-150 data-ending-style:opacity-0 data-starting-style:opacity-0",
              SIDE[side],
              WIDTH[width],
              side === "left" && "w-[min(20rem,88vw)] sm:w-80",
            )}
          >
            <header className="flex min-h-12 items-center gap-4 border-line border-b px-5 py-2 pointer-coarse:py-1">
              <div className="min-w-0 flex-1">
                <Base.Title className="text-14 leading-6 font-semibold">{title}</Base.Title>
                {description && (
                  <Base.Description className="text-12 text-ink-3">{description}</Base.Description>
                )}
              </div>
              <Base.Close
                render={
                  <IconButton label="Close" icon={<X />} size="s" className="-mr-1.5 self-start" />
                }
              />
            </header>
            <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain p-5">{children}</div>
            {actions && (
              <footer className="flex flex-wrap justify-end gap-2 border-line border-t bg-bg px-5 py-3">
                {actions}
              </footer>
            )}
          </Base.Popup>
        </Base.Viewport>
      </Base.Portal>
    </Base.Root>
  );
}
