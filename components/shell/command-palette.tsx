"use client";

import { Dialog } from "@base-ui/react/dialog";
import { lazy, Suspense } from "react";
import { cn } from "../ui/cn";
import { DIALOG_BOX } from "../ui/dialog";
import { SCRIM } from "../ui/overlay-style";
import type { SearchNames } from "./palette-search";
import type { PaletteAction } from "./palette-sections";
import { useShell } from "./shell-context";

export type CommandPaletteProps = {
  /** Finds names for a typed text; a function of the browser, so a client component passes it. */
  searchNames?: SearchNames;
  actions?: readonly PaletteAction[];
};

/** Loaded at the first opening only: most visits never need it. */
const PaletteBody = lazy(async () => ({ default: (await import("./palette-body")).PaletteBody }));

/** Finds a name, a page or an action from anywhere (Ctrl K, ⌘ K, or the field in the header). */
export function CommandPalette({ searchNames, actions = [] }: CommandPaletteProps) {
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
            <Suspense fallback={<p className="p-4 text-ink-3">Opening…</p>}>
              <PaletteBody searchNames={searchNames} actions={actions} />
            </Suspense>
          </Dialog.Popup>
        </Dialog.Viewport>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
