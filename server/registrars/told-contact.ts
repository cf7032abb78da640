import type { ToldContact } from "./gateway";

/** A contact of what was told: texts that are empty, or only stand there because something had to, were not. */
export function toldContact(
  told: Readonly<Partial<Record<keyof ToldContact, string | null | undefined>>>,
  nothing: readonly string[] = [],
): ToldContact {
  const pairs = Object.entries(told).flatMap(([field, text]) => {
    const trimmed = text?.trim() ?? "";
    return trimmed === "" || nothing.includes(trimmed) ? [] : [[field, trimmed] as const];
  });
  return Object.fromEntries(pairs);
}
