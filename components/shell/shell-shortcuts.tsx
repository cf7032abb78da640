"use client";

import { useRouter, useSearchParams } from "next/navigation";
import { useEffect } from "react";
import { warmPalette } from "./load-palette";
import { withPartner } from "./navigation";
import { useShell } from "./shell-context";
import { useShortcuts } from "./shortcuts";

const focusPageSearch = () =>
  document.querySelector<HTMLElement>("[data-page-search]")?.focus({ preventScroll: false });

const isModalOpen = () => document.querySelector("[data-modal]") !== null;

/** The keys that work on every page: palette, sheet, search, and the way to each place. */
export function ShellShortcuts() {
  const router = useRouter();
  const partner = useSearchParams().get("partner");
  const { navigation, setPaletteOpen, setSheetOpen } = useShell();
  const places = navigation
    .flatMap((group) => group.entries)
    .flatMap(({ key, label, href }) => (key ? [{ key, label, href }] : []));

  useShortcuts([
    ...places.map(({ key, label, href }) => ({
      keys: `g ${key}`,
      label: `Go to ${label}`,
      group: "Places",
      run: () => router.push(withPartner(href, partner)),
    })),
    { keys: "/", label: "Search on this page", group: "Everywhere", run: focusPageSearch },
    { keys: "?", label: "Show this list", group: "Everywhere", run: () => setSheetOpen(true) },
  ]);

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key === "Control" || event.key === "Meta") warmPalette();
      const isPaletteKey = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey);
      if (!isPaletteKey || event.shiftKey || event.altKey || isModalOpen()) return;
      event.preventDefault();
      setPaletteOpen(true);
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, [setPaletteOpen]);

  return null;
}
