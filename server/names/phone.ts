import { accepted, type Checked, rejected } from "./checked";

export type PhoneProblem = {
  readonly code: "format" | "country_code" | "length";
  readonly message: string;
};

/** Country codes of one and of two digits; all others have three (ITU-T E.164, list of 2016). */
const SHORT_CODES =
  /^(?:1|7|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58])(?=\d)|^\d{3}(?=\d)/;
const FEWEST_DIGITS = 7;
const MOST_DIGITS = 15;
const FEWEST_OWN_DIGITS = 4;

const problem = (code: PhoneProblem["code"], message: string) => rejected({ code, message });

/**
 * A telephone number in the form registries take: +40.727636787 (E.164 with a dot behind the country code).
 *
 * @param text begins with +; blanks, hyphens, brackets, slashes and dots between its digits mean nothing
 * @returns the number; or `format`, `country_code`, `length`
 * @see RFC 5733 §2.5
 */
export function normalisePhone(text: string): Checked<string, PhoneProblem> {
  const typed = text.trim();
  const digits = typed.slice(1).replace(/[\s().\-/\u2010-\u2013]/g, "");
  if (!typed.startsWith("+") || !/^\d+$/.test(digits))
    return problem("format", "Write the phone number with its country code, like +40.727636787.");
  const code = SHORT_CODES.exec(digits)?.[0] ?? "";
  if (code === "" || code.startsWith("0"))
    return problem("country_code", "No country has this code; begin with + and the country code.");
  const dotted = /^(\d+)\./.exec(typed.slice(1))?.[1];
  if (dotted !== undefined && dotted !== code)
    return problem("country_code", `The country code of this number is +${code}.`);
  const own = digits.slice(code.length);
  return digits.length < FEWEST_DIGITS ||
    digits.length > MOST_DIGITS ||
    own.length < FEWEST_OWN_DIGITS
    ? problem("length", "A phone number has 7 to 15 digits with its country code.")
    : accepted(`+${code}.${own}`);
}
