"use client";

import { Search } from "lucide-react";
import { IconButton } from "../ui/icon-button";
import { Kbd } from "../ui/kbd";
import { warmPalette } from "./load-palette";
import { usePaletteKey } from "./palette-key";
import { useShell } from "./shell-context";

/** Looks like a field and opens the palette; an icon alone where the header is narrow. */
export function HeaderSearch() {
  const { setPaletteOpen } = useShell();
  const key = usePaletteKey();
  const open = () => setPaletteOpen(true);
  return (
    <>
      <button
        type="button"
        onClick={open}
        onPointerEnter={warmPalette}
        onFocus={warmPalette}
        aria-haspopup="dialog"
        aria-keyshortcuts="Control+K Meta+K"
        className="flex h-7.5 w-70 items-center gap-2 rounded-s border border-line-input bg-panel px-2 text-ink-3 hover:border-ink-3 max-lg:w-56 max-md:hidden pointer-coarse:h-11"
      >
        <Search />
        <span className="truncate">Find a name, page or action</span>
        <Kbd className="ml-auto max-lg:hidden">{key}</Kbd>
      </button>
      <IconButton
        label="Find a name, page or action"
        icon={<Search />}
        onClick={open}
        onPointerEnter={warmPalette}
        onFocus={warmPalette}
        aria-haspopup="dialog"
        className="md:hidden"
      />
    </>
  );
}
