"use client";

import { Dialog as Base } from "@base-ui/react/dialog";
import { X } from "lucide-react";
import type { ReactElement, ReactNode, RefObject } from "react";
import { cn } from "./cn";
import { IconButton } from "./icon-button";
import { SCRIM } from "./overlay-style";

export type DialogProps = {
  title: ReactNode;
  description?: ReactNode;
  /** The button that opens it; leave it out where `open` is controlled. */
  trigger?: ReactElement;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  /** Where focus goes first. Default: the first control inside. */
  initialFocus?: RefObject<HTMLElement | null>;
  /** Buttons, the main one last. `<DialogClose>` closes. */
  actions?: ReactNode;
  width?: "s" | "m" | "l";
  children?: ReactNode;
};

const WIDTH = { s: "max-w-100", m: "max-w-130", l: "max-w-190" };

/** The box in the middle that dialogs and confirmations share. */
export const DIALOG_BOX =
  "relative flex max-h-full w-full flex-col rounded-l border border-line bg-panel text-ink shadow-floating outline-none transition-[opacity,scale] duration-150 data-ending-style:scale-98 data-ending-style:opacity-0 data-starting-style:scale-98 data-starting-style:opacity-0";

/** A question or a form in front of the page. Esc and the cross close it, and focus returns to where it was. */
export function Dialog({
  title,
  description,
  trigger,
  open,
  onOpenChange,
  initialFocus,
  actions,
  width = "m",
  children,
}: DialogProps) {
  return (
    <Base.Root
      {...(open === undefined ? {} : { open })}
      onOpenChange={(next) => onOpenChange?.(next)}
    >
      {trigger && <Base.Trigger render={trigger} />}
      <Base.Portal>
        <Base.Backdrop className={SCRIM} />
        <Base.Viewport className="fixed inset-0 z-50 grid grid-rows-[minmax(0,1fr)] place-items-center p-4">
          <Base.Popup
            data-modal
            {...(initialFocus ? { initialFocus } : {})}
            className={cn(DIALOG_BOX, WIDTH[width])}
          >
            <header className="px-5 pt-4 pr-14 pb-3">
              <Base.Title className="text-16 font-semibold tracking-tight">{title}</Base.Title>
              {description && (
                <Base.Description className="mt-0.5 text-ink-2">{description}</Base.Description>
              )}
            </header>
            <div className="min-h-0 flex-1 overflow-y-auto px-5 pb-5">{children}</div>
            {actions && <DialogActions>{actions}</DialogActions>}
            {/* Last in the order of focus, so that a form's first field gets it at opening. */}
            <Base.Close
              render={
                <IconButton
                  label="Close"
                  icon={<X />}
                  size="s"
                  className="absolute top-3.5 right-3.5 pointer-coarse:top-1 pointer-coarse:right-1"
                />
              }
            />
          </Base.Popup>
        </Base.Viewport>
      </Base.Portal>
    </Base.Root>
  );
}

/** The foot of a dialog. On a phone its buttons are as wide as the box. */
export function DialogActions({ children }: { children: ReactNode }) {
  return (
    <footer className="flex flex-wrap justify-end gap-2 rounded-b-l border-line border-t bg-bg px-5 py-3 max-sm:*:flex-1">
      {children}
    </footer>
  );
}

/** Makes its one child close the dialog or drawer around it. */
export function DialogClose({ children }: { children: ReactElement }) {
  return <Base.Close render={children} />;
}
