import { accepted, type Checked, rejected } from "./checked";

/**
 * Numbers that identify persons and companies in Romania. The registry's server takes wrong ones, so
 * they are checked before they leave. A CNP is a secret: messages here never repeat what was typed.
 */
export type RoNumberProblem = {
  readonly code: "format" | "date" | "county" | "control_digit" | "year";
  readonly message: string;
};

const CNP_WEIGHTS = [2, 7, 9, 1, 4, 6, 3, 5, 8, 2, 7, 9];
const CUI_WEIGHTS = [7, 5, 3, 2, 1, 7, 5, 3, 2];
const FIRST_REGISTER_YEAR = 1990;

/** Years that the first digit leaves possible; 7, 8 and 9 belong to residents born in any of them. */
const CENTURIES: Readonly<Record<string, readonly number[]>> = {
  1: [1900],
  2: [1900],
  3: [1800],
  4: [1800],
  5: [2000],
  6: [2000],
  7: [1800, 1900, 2000],
  8: [1800, 1900, 2000],
  9: [1800, 1900, 2000],
};

const problem = (code: RoNumberProblem["code"], message: string) => rejected({ code, message });

/**
 * Whether `text` can be the personal number (CNP) of somebody.
 *
 * @returns the number; or `format` (not 13 digits), `date` (of birth), `county`, `control_digit`
 */
export function checkCnp(text: string): Checked<string, RoNumberProblem> {
  const centuries = CENTURIES[text.charAt(0)];
  if (!/^\d{13}$/.test(text) || !centuries)
    return problem("format", "A personal number (CNP) has 13 digits and does not begin with 0.");
  const [year, month, day, county] = [1, 3, 5, 7].map((at) => Number(text.slice(at, at + 2)));
  if (!centuries.some((century) => isDay(century + (year ?? 0), month ?? 0, day ?? 0)))
    return problem("date", "The date of birth in the personal number (CNP) does not exist.");
  if (!isCnpCounty(county ?? 0))
    return problem("county", "The county in the personal number (CNP) does not exist.");
  const remainder = weighed(text.slice(0, 12), CNP_WEIGHTS) % 11;
  return Number(text.at(-1)) === (remainder === 10 ? 1 : remainder)
    ? accepted(text)
    : problem("control_digit", "The personal number (CNP) has a typing error.");
}

/**
 * Whether `text` can be the registration code (CUI, CIF) of a company or institution, with or without
 * the RO of those registered for VAT.
 *
 * @returns the digits alone; or `format` (not 2 to 10 digits), `control_digit`
 */
export function checkCui(text: string): Checked<string, RoNumberProblem> {
  const digits = /^(?:RO ?)?([1-9]\d{1,9})$/i.exec(text)?.[1];
  if (!digits) return problem("format", "A company code (CUI) has 2 to 10 digits.");
  const body = digits.slice(0, -1);
  const control = (weighed(body, CUI_WEIGHTS.slice(-body.length)) * 10) % 11;
  return Number(digits.at(-1)) === control % 10
    ? accepted(digits)
    : problem("control_digit", "The company code (CUI) has a typing error.");
}

/**
 * Whether `text` can be a number of the trade register: J40/1234/2015, or J2024001234400 as given out
 * since July 2024, of which the shape alone is checked.
 *
 * @param currentYear a number of a later year cannot exist yet
 * @returns the number; or `format`, `county` (above 52), `year` (before 1990, or to come)
 */
export function checkTradeRegisterNumber(
  text: string,
  currentYear: number,
): Checked<string, RoNumberProblem> {
  const old = /^[JFC](\d{1,2})\/\d{1,7}\/(\d{4})$/.exec(text);
  const year = old?.[2] ?? /^[JFC](\d{4})\d{9}$/.exec(text)?.[1];
  if (!year) return problem("format", "Write the trade register number like J40/1234/2015.");
  const county = Number(old?.[1] ?? 1);
  if (county < 1 || county > 52)
    return problem("county", "The county in the trade register number does not exist.");
  return Number(year) >= FIRST_REGISTER_YEAR && Number(year) <= currentYear
    ? accepted(text)
    : problem("year", `The trade register has numbers from ${FIRST_REGISTER_YEAR} to this year.`);
}

const weighed = (digits: string, weights: readonly number[]) =>
  weights.reduce((sum, weight, at) => sum + weight * Number(digits.charAt(at)), 0);

const isCnpCounty = (county: number) =>
  (county >= 1 && county <= 46) || county === 51 || county === 52;

function isDay(year: number, month: number, day: number): boolean {
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}
