import { invalid } from "../kernel/errors";
import { toAscii } from "../names/idna";
import { toUnicode } from "../names/to-unicode";

/** A-labels of an ending, a letter first or a digit, as registries have them. */
const ENDING = /^[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63})*$/;

/** An ending in any spelling as its A-labels; null when it cannot be one. */
export function asciiEnding(typed: string): string | null {
  const ascii = toAscii(typed);
  return ascii !== null && ascii.length <= 63 && ENDING.test(ascii) ? ascii : null;
}

/** {@link asciiEnding} of a field. @throws AppError `invalid_input` `bad_char` at the field */
export function endingAt(field: string, typed: string): string {
  const ascii = asciiEnding(typed);
  if (ascii === null) throw invalid(field, "bad_char", "Give an ending such as com or co.uk.");
  return ascii;
}

type Place = { readonly tld: string; readonly name: string };

/** What a price is of, as people write it; `name` stays empty for an ending. */
export const unicodeOf = ({ tld, name }: Place) => ({
  tldUnicode: toUnicode(tld),
  nameUnicode: toUnicode(name),
});
