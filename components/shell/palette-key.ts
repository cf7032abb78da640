import { useSyncExternalStore } from "react";

const never = () => () => undefined;
const here = () => (/Mac|iPhone|iPad/.test(navigator.userAgent) ? "⌘ K" : "Ctrl K");

/** The keys that open the palette, as this machine's keyboard writes them. */
export const usePaletteKey = (): string => useSyncExternalStore(never, here, () => "Ctrl K");
