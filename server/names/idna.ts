import { toASCII, toUnicode } from "tr46";
import type { NameProblemCode } from "./name-problem";

const LENIENT = { useSTD3ASCIIRules: true, checkHyphens: false, checkBidi: false } as const;

const MAX_LABEL_LENGTH = 63;
const MAX_NAME_LENGTH = 253;

/** Symbols that RFC 5892 allows in names by exception. */
const ALLOWED_SYMBOLS = /[\u06fd\u06fe]/gu;

const LABEL = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?";
const PLAIN = new RegExp(`^(?!(?:.*\\.)?..--)(?:${LABEL}\\.)*${LABEL}$`, "i");

/** Whether a name is of letters, digits and hyphens in their places: UTS 46 only folds its case, and forbids nothing in it. */
const isPlain = (name: string): boolean => name.length <= MAX_NAME_LENGTH && PLAIN.test(name);

/** The A-label form of a name in any spelling, by UTS 46; null when a character has no place in a name. */
export const toAscii = (name: string): string | null =>
  isPlain(name) ? name.toLowerCase() : toASCII(name, LENIENT);

/** The U-label form of a name in any spelling. A label that cannot be decoded stays as it is. */
export const toUnicodeName = (name: string): string =>
  isPlain(name)
    ? name.toLowerCase()
    : toUnicode(name, { ...LENIENT, ignoreInvalidPunycode: true }).domain;

/**
 * The first rule that an internationalised name breaks, or null.
 *
 * @param name without outer blanks, with no trailing dot, of characters that a person may type
 * @see UTS 46 §4, RFC 5891 §4.2, RFC 5892, RFC 5893
 */
export function brokenRule(name: string): NameProblemCode | null {
  if (isPlain(name)) return null;
  const labels = mapped(name).split(".");
  if (labels.some((label) => label === "")) return emptyLabelRule(name);
  for (const label of rawLabels(name)) if (isBadPunycode(label)) return "bad_punycode";
  for (const label of labels) {
    const rule = brokenLabelRule(label);
    if (rule) return rule;
  }
  if (toUnicode(name, { ...LENIENT, checkJoiners: true }).error) return "joiner";
  if (toUnicode(name, { ...LENIENT, checkBidi: true }).error) return "bidi";
  return (toAscii(name) ?? "").length > MAX_NAME_LENGTH ? "name_too_long" : null;
}

/** Labels as they were typed, split at the four full stops of UTS 46. */
const rawLabels = (name: string) => name.toLowerCase().split(/[.\u3002\uff0e\uff61]/u);

const mapped = (name: string) => toUnicode(name, LENIENT).domain;

/** Text such as "xn--.com" maps to an empty label although none was typed. */
const emptyLabelRule = (name: string): NameProblemCode =>
  rawLabels(name).some((label) => isBadPunycode(label)) ? "bad_punycode" : "empty_label";

const isBadPunycode = (label: string) =>
  label.startsWith("xn--") && (toUnicode(label, LENIENT).error || toAscii(label) !== label);

function brokenLabelRule(label: string): NameProblemCode | null {
  if (label.startsWith("-") || label.endsWith("-")) return "hyphen_edge";
  if (label.slice(2, 4) === "--") return "hyphen_34";
  if (/\p{S}/u.test(label.replace(ALLOWED_SYMBOLS, ""))) return "symbol";
  const ascii = toAscii(label);
  if (ascii === null || /(?![-·͵׳״་・])\p{P}/u.test(label)) return "bad_char";
  return ascii.length > MAX_LABEL_LENGTH ? "label_too_long" : null;
}
