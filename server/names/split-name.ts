import { parse } from "tldts";

/**
 * A name in two parts for the screen, where the registered part is strong and the suffix soft.
 *
 * @param name a stored or a Unicode name, without a trailing dot
 * @returns the part before the public suffix, and the suffix with its leading dot (empty when the
 *   name is itself a suffix)
 */
export function splitName(name: string): { label: string; suffix: string } {
  const { publicSuffix } = parse(name);
  if (!publicSuffix || publicSuffix === name) return { label: name, suffix: "" };
  const cut = name.length - publicSuffix.length - 1;
  return { label: name.slice(0, cut), suffix: name.slice(cut) };
}
