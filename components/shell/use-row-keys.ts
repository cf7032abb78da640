"use client";

import type { RefObject } from "react";
import { useShortcuts } from "./shortcuts";

const rowsIn = (table: HTMLElement | null) => [
  ...(table?.querySelectorAll<HTMLTableRowElement>("tbody tr") ?? []),
];

function rowWithFocus(table: HTMLElement | null): HTMLTableRowElement | undefined {
  return rowsIn(table).find((row) => row.contains(document.activeElement));
}

function step(table: HTMLElement | null, by: 1 | -1): void {
  const rows = rowsIn(table);
  const at = rows.findIndex((row) => row.contains(document.activeElement));
  const next = at < 0 ? (by > 0 ? 0 : rows.length - 1) : at + by;
  rows[next]?.querySelector<HTMLElement>("a")?.focus();
}

/**
 * Moves through the rows of a table by `j` and `k`, chooses by `x`, opens by `o`. Focus goes to the row's link.
 *
 * @param table the table or anything around it
 */
export function useRowKeys(table: RefObject<HTMLElement | null>): void {
  const press = (selector: string) =>
    rowWithFocus(table.current)?.querySelector<HTMLElement>(selector)?.click();

  useShortcuts([
    { keys: "j", label: "Next row", run: () => step(table.current, 1) },
    { keys: "k", label: "Previous row", run: () => step(table.current, -1) },
    { keys: "x", label: "Select the row", run: () => press("input[type=checkbox]") },
    { keys: "o", label: "Open the row", run: () => press("a") },
  ]);
}
