const FEWEST = 6;
const MOST = 128;

export type AuthCodeProblem = {
  readonly code: "required" | "too_short" | "too_long" | "bad_char";
  readonly message: string;
};

/** Signs that come along when a code is copied out of a mail or a document, and look like nothing or like others. */
const STRANGERS: readonly (readonly [RegExp, string])[] = [
  [
    /[\u00a0\u2007\u202f\u2000-\u200a\u3000]/u,
    "The code holds a blank that is not a plain one (a no-break space, as copying from a mail brings). Type it by hand.",
  ],
  [
    /[\u200b-\u200f\u2060\ufeff\u00ad]/u,
    "The code holds a sign that cannot be seen (a zero-width space, as copying from a page brings). Type it by hand.",
  ],
  [
    /[\u2018-\u201f\u00ab\u00bb]/u,
    "The code holds curly quotes (“ ”). If they only stand around it, leave them out; else type plain ones.",
  ],
  [
    /[\u2010-\u2015\u2212]/u,
    "The code holds a long dash that a program made of a hyphen. Type a plain hyphen.",
  ],
  [/[\r\n]/, "The code holds a line break. Paste one code alone."],
];

/**
 * What is wrong with an auth code; null when nothing is. A code is printable ASCII and kept as it is, byte for byte:
 * upper and lower case, signs and blanks inside it all count.
 *
 * @see RFC 5731 §3.2.1 (authInfo); lengths as registries use them
 */
export function authCodeProblem(text: string): AuthCodeProblem | null {
  if (text === "") return { code: "required", message: "Enter the auth code." };
  const stranger = STRANGERS.find(([sign]) => sign.test(text));
  if (stranger) return { code: "bad_char", message: stranger[1] };
  if (!/^[\x20-\x7e]*$/.test(text))
    return {
      code: "bad_char",
      message: "An auth code has plain letters, digits and signs only, none with accents.",
    };
  if (text.length < FEWEST)
    return {
      code: "too_short",
      message: `An auth code has at least ${FEWEST} signs; a part is missing.`,
    };
  if (text.length > MOST)
    return { code: "too_long", message: `An auth code has at most ${MOST} signs.` };
  return null;
}

/** What may be meant otherwise: blanks at the edges are kept, as some codes have them, and told. */
export const authCodeWarning = (text: string): string | null =>
  /^ | $/.test(text)
    ? "The code begins or ends with a blank. It is kept; take it away if it is not part of the code."
    : null;
