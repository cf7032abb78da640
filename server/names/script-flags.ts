/** Why a name that may be registered could be mistaken for another one. */
export type NameFlag = "mixed_script" | "whole_script_confusable";

/** Scripts found in registrable names, each with the test for one of its characters. */
const SCRIPTS: ReadonlyArray<readonly [name: string, test: RegExp]> = [
  "Latin",
  "Cyrillic",
  "Greek",
  "Armenian",
  "Georgian",
  "Hebrew",
  "Arabic",
  "Thaana",
  "Devanagari",
  "Bengali",
  "Gurmukhi",
  "Gujarati",
  "Oriya",
  "Tamil",
  "Telugu",
  "Kannada",
  "Malayalam",
  "Sinhala",
  "Thai",
  "Lao",
  "Tibetan",
  "Myanmar",
  "Khmer",
  "Ethiopic",
  "Cherokee",
  "Mongolian",
  "Han",
  "Hiragana",
  "Katakana",
  "Bopomofo",
  "Hangul",
].map((name) => [name, new RegExp(`\\p{Script=${name}}`, "u")]);

/** Writing systems that use several scripts at once. @see UTS 39 §5.2, "highly restrictive" */
const USED_TOGETHER = [
  ["Latin", "Han", "Hiragana", "Katakana"],
  ["Latin", "Han", "Bopomofo"],
  ["Latin", "Han", "Hangul"],
];

/** Letters that look like Latin ones. @see Chromium's IDN policy, "whole-script confusable" */
const LOOK_ALIKES = [/^[аысԁеԍһіюјӏорԗԛѕԝхуъьҽпгѵѡ0-9-]+$/u, /^[αικνρυωηοτ0-9-]+$/u];

/** Endings whose readers expect those letters. */
const EXPECTED_UNDER = new Set(["bg", "by", "gr", "kz", "ru", "su", "ua", "uz"]);

/**
 * What about `unicode` could deceive a reader: scripts mixed in one label, or a whole label of
 * letters that look Latin.
 *
 * @param unicode a name in U-labels
 */
export function flagsOf(unicode: string): NameFlag[] {
  const labels = unicode.split(".");
  const tld = labels.at(-1) ?? "";
  const flags: NameFlag[] = [];
  if (labels.some(mixesScripts)) flags.push("mixed_script");
  const isLatinEnding = /^[a-z]+$/.test(tld) && !EXPECTED_UNDER.has(tld);
  if (isLatinEnding && labels.slice(0, -1).some(looksLatin)) flags.push("whole_script_confusable");
  return flags;
}

function mixesScripts(label: string): boolean {
  const found = SCRIPTS.filter(([, test]) => test.test(label)).map(([name]) => name);
  const areUsedTogether = USED_TOGETHER.some((set) => found.every((name) => set.includes(name)));
  return found.length > 1 && !areUsedTogether;
}

const looksLatin = (label: string) =>
  /[^0-9-]/.test(label) && LOOK_ALIKES.some((letters) => letters.test(label));
