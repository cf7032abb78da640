"use client";

import { lazy, Suspense } from "react";
import { useShell } from "./shell-context";
import { useEver } from "./use-ever";

const LiveShortcutSheet = lazy(async () => ({
  default: (await import("./live-shortcut-sheet")).LiveShortcutSheet,
}));

/** All keys that work on this page; its code comes with the first opening. */
export function ShortcutSheet() {
  const { isSheetOpen } = useShell();
  const isWanted = useEver(isSheetOpen);
  return isWanted ? (
    <Suspense fallback={null}>
      <LiveShortcutSheet />
    </Suspense>
  ) : null;
}
