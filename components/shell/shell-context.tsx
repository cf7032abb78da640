"use client";

import { createContext, type ReactNode, useContext, useMemo, useState } from "react";
import type { NavGroup } from "./navigation";

type Shell = {
  navigation: readonly NavGroup[];
  isPaletteOpen: boolean;
  setPaletteOpen: (open: boolean) => void;
  isSheetOpen: boolean;
  setSheetOpen: (open: boolean) => void;
  crumb: string | undefined;
  setCrumb: (label: string | undefined) => void;
};

const ShellContext = createContext<Shell | undefined>(undefined);

/**
 * What the parts of the shell share.
 *
 * @throws Error outside AppShell
 */
export function useShell(): Shell {
  const shell = useContext(ShellContext);
  if (!shell) throw new Error("This part of the shell stands outside AppShell.");
  return shell;
}

type ShellProviderProps = { navigation: readonly NavGroup[]; children: ReactNode };

/** Holds which of the shell's own dialogs is open and the page's word for itself. */
export function ShellProvider({ navigation, children }: ShellProviderProps) {
  const [isPaletteOpen, setPaletteOpen] = useState(false);
  const [isSheetOpen, setSheetOpen] = useState(false);
  const [crumb, setCrumb] = useState<string>();
  const shell = useMemo(
    () => ({
      navigation,
      isPaletteOpen,
      setPaletteOpen,
      isSheetOpen,
      setSheetOpen,
      crumb,
      setCrumb,
    }),
    [navigation, isPaletteOpen, isSheetOpen, crumb],
  );
  return <ShellContext value={shell}>{children}</ShellContext>;
}
