"use client";

import { Dialog } from "@base-ui/react/dialog";
import type { ComponentProps } from "react";
import { cn } from "../ui/cn";
import { DIALOG_BOX } from "../ui/dialog";
import { SCRIM } from "../ui/overlay-style";
import { PaletteBody } from "./palette-body";
import { useShell } from "./shell-context";

type LivePaletteProps = ComponentProps<typeof PaletteBody>;

/** The palette's dialog; it comes into being open. */
export function LivePalette(props: LivePaletteProps) {
  const { isPaletteOpen, setPaletteOpen } = useShell();
  return (
    <Dialog.Root open={isPaletteOpen} onOpenChange={(open) => setPaletteOpen(open)}>
      <Dialog.Portal>
        <Dialog.Backdrop className={SCRIM} />
        <Dialog.Viewport className="fixed inset-0 z-50 p-3 pt-[max(0.75rem,12dvh)]">
          <Dialog.Popup
            data-modal
            className={cn(DIALOG_BOX, "mx-auto max-h-[min(26rem,80dvh)] max-w-140")}
          >
            <Dialog.Title className="sr-only">Find a name, page or action</Dialog.Title>
            <PaletteBody {...props} />
          </Dialog.Popup>
        </Dialog.Viewport>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
