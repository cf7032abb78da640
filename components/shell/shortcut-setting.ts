import { useSyncExternalStore } from "react";

const KEY = "namekeep.shortcuts";
const CHANGED = "namekeep:shortcuts";

/** Whether single keys act. On unless this browser was told otherwise. */
export function singleKeysAreOn(): boolean {
  try {
    return localStorage.getItem(KEY) !== "off";
  } catch {
    return true;
  }
}

/** Switches single keys on or off in this browser (WCAG 2.1.4). */
export function setSingleKeys(on: boolean): void {
  localStorage.setItem(KEY, on ? "on" : "off");
  window.dispatchEvent(new Event(CHANGED));
}

function subscribe(onChange: () => void): () => void {
  window.addEventListener(CHANGED, onChange);
  window.addEventListener("storage", onChange);
  return () => {
    window.removeEventListener(CHANGED, onChange);
    window.removeEventListener("storage", onChange);
  };
}

/** The setting, kept up to date over tabs. */
export const useSingleKeys = (): boolean =>
  useSyncExternalStore(subscribe, singleKeysAreOn, () => true);
