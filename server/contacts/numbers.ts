import { invalid } from "../kernel/errors";
import { checkCnp, checkCui, checkTradeRegisterNumber } from "../names/ro-person";
import type { ContactKindWord } from "./schemas";

type Numbered = {
  readonly kind: ContactKindWord;
  readonly countryCode: string;
  readonly fiscalCode?: string | null | undefined;
  readonly registrationNumber?: string | null | undefined;
};

/**
 * Makes sure that the numbers of a Romanian contact can be such numbers: a CNP of a person, a CUI of anything else, and
 * the trade register's of a company. Numbers of other countries are taken as they are.
 *
 * @throws AppError `invalid_input` on `fiscalCode` or `registrationNumber`; its message repeats no number
 */
export function assertNumbers(contact: Numbered, now: Date): void {
  const { kind, countryCode, fiscalCode, registrationNumber } = contact;
  if (countryCode !== "RO") return;
  if (fiscalCode) {
    const checked = kind === "person" ? checkCnp(fiscalCode) : checkCui(fiscalCode);
    if (!checked.ok) throw invalid("fiscalCode", checked.error.code, checked.error.message);
  }
  if (kind !== "company" || !registrationNumber) return;
  const checked = checkTradeRegisterNumber(registrationNumber, now.getUTCFullYear());
  if (!checked.ok) throw invalid("registrationNumber", checked.error.code, checked.error.message);
}

const SHOWN = 4;

/** The last digits of a number, of a short one fewer: what is shown must not give it away. */
export const hintOf = (number: string): string =>
  number.slice(number.length - Math.min(SHOWN, Math.floor(number.length / 3)));
