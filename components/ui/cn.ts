import { type ClassValue, clsx } from "clsx";
import { COVERED, groupOf } from "./class-groups";

/** Where the variants of a class end; a colon in brackets is part of a value. */
function variantsEnd(name: string): number {
  let depth = 0;
  let end = 0;
  for (let at = 0; at < name.length; at++) {
    const sign = name[at];
    if (sign === "[" || sign === "(") depth++;
    else if (sign === "]" || sign === ")") depth--;
    else if (sign === ":" && depth === 0) end = at + 1;
  }
  return end;
}

/** What a class sets, and under which variants. */
function settingOf(name: string): { scope: string; group: string } {
  const end = variantsEnd(name);
  const isImportant = name.endsWith("!");
  const bare = isImportant ? name.slice(end, -1) : name.slice(end);
  return { scope: name.slice(0, end) + (isImportant ? "!" : ""), group: groupOf(bare) };
}

const SETTINGS = new Map<string, ReturnType<typeof settingOf>>();

function known(name: string): ReturnType<typeof settingOf> {
  const setting = SETTINGS.get(name) ?? settingOf(name);
  SETTINGS.set(name, setting);
  return setting;
}

/** Joins class names; where two set the same property, the later one wins. */
export function cn(...classes: ClassValue[]): string {
  const taken = new Set<string>();
  const names = clsx(classes).split(/\s+/).filter(Boolean);
  const kept = names.reverse().filter((name) => {
    const { scope, group } = known(name);
    if (taken.has(scope + group)) return false;
    for (const each of [group, ...(COVERED[group] ?? [])]) taken.add(scope + each);
    return true;
  });
  return kept.reverse().join(" ");
}
