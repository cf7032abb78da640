"use client";

import { useSyncExternalStore } from "react";
import { COLUMNS, type ColumnChoice, completed, USUAL_COLUMNS } from "./columns";

const KEY = "namekeep.portfolio.columns";
const CHANGED = "namekeep:portfolio-columns";

const isChoice = (value: unknown): value is ColumnChoice =>
  typeof value === "object" &&
  value !== null &&
  "key" in value &&
  String(value.key) in COLUMNS &&
  "isShown" in value &&
  typeof value.isShown === "boolean";

let known: { text: string | null; choices: readonly ColumnChoice[] } = {
  text: null,
  choices: USUAL_COLUMNS,
};

function parse(text: string | null): readonly ColumnChoice[] {
  try {
    const stored: unknown = JSON.parse(text ?? "null");
    return Array.isArray(stored) ? completed(stored.filter(isChoice)) : USUAL_COLUMNS;
  } catch {
    return USUAL_COLUMNS;
  }
}

/** The same array for the same text, as React asks of a snapshot. */
function snapshot(): readonly ColumnChoice[] {
  const text = localStorage.getItem(KEY);
  if (text !== known.text) known = { text, choices: parse(text) };
  return known.choices;
}

function subscribe(onChange: () => void): () => void {
  window.addEventListener(CHANGED, onChange);
  window.addEventListener("storage", onChange);
  return () => {
    window.removeEventListener(CHANGED, onChange);
    window.removeEventListener("storage", onChange);
  };
}

/** Which columns this person sees, and in which order. Kept in this browser. */
export const useColumns = (): readonly ColumnChoice[] =>
  useSyncExternalStore(subscribe, snapshot, () => USUAL_COLUMNS);

/** Keeps a choice of columns; null goes back to the usual ones. */
export function keepColumns(choices: readonly ColumnChoice[] | null): void {
  if (choices) localStorage.setItem(KEY, JSON.stringify(choices));
  else localStorage.removeItem(KEY);
  window.dispatchEvent(new Event(CHANGED));
}
