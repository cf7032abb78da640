"use client";

import { lazy, Suspense } from "react";
import { loadPalette } from "./load-palette";
import type { FindOffer, SearchNames } from "./palette-search";
import type { PaletteAction } from "./palette-sections";
import { useShell } from "./shell-context";
import { useEver } from "./use-ever";
import { useTypedAhead } from "./use-typed-ahead";

export type CommandPaletteProps = {
  /** Finds names for a typed text; a function of the browser, so a client component passes it. */
  searchNames?: SearchNames;
  /** Finds out what can be done about a typed text; it is asked less often. */
  findOffer?: FindOffer;
  actions?: readonly PaletteAction[];
};

const LivePalette = lazy(async () => ({ default: (await loadPalette()).LivePalette }));

const NO_ACTIONS: readonly PaletteAction[] = [];

/** Finds a name, a page or an action from anywhere (Ctrl K, ⌘ K, or the field in the header). */
export function CommandPalette({
  searchNames,
  findOffer,
  actions = NO_ACTIONS,
}: CommandPaletteProps) {
  const { isPaletteOpen } = useShell();
  const isWanted = useEver(isPaletteOpen);
  const typedAhead = useTypedAhead(isPaletteOpen);
  return isWanted ? (
    <Suspense fallback={null}>
      <LivePalette
        searchNames={searchNames}
        findOffer={findOffer}
        actions={actions}
        typedAhead={typedAhead}
      />
    </Suspense>
  ) : null;
}
