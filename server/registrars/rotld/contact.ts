import { err, ok, type Result } from "../../kernel/result";
import { checkCnp, checkCui, checkTradeRegisterNumber } from "../../names/ro-person";
import type { FormPair } from "../../outbound/call";
import type { Contact, ContactKind, RegistrarFailure } from "../gateway";

/** A public body is sent as a public institution; the registry also knows government institutions. */
const PERSON_TYPES: Readonly<Record<ContactKind, string>> = {
  person: "p",
  company: "c",
  association: "nc",
  public_body: "pi",
};

/** Letters the registry stores. @see the reference, section 4 */
const LETTERS =
  /^[\u0020-\u007e\u00a0-\u00ff\u0100-\u012b\u012e-\u0131\u0134-\u013e\u0141-\u0148\u014a-\u014d\u0150-\u0173\u0178-\u017e\u0218-\u021b]*$/;
const PHONE = /^\+\d{1,3}\.\d{7,14}$/;
const EMAIL = /^[\x21-\x7e]+@[\x21-\x7e]+$/;

/** Names of the fields that no message may repeat. */
export const CONTACT_SECRETS = ["cnp_fiscal_code"];

type Field = { readonly name: string; readonly value: string; readonly problem: string | null };

/** Who the holder is: what `contact-update` cannot change. */
export const identityOf = (contact: Contact) => ({
  name: tidy(
    contact.kind === "person"
      ? `${contact.givenName} ${contact.familyName}`
      : (contact.organisation ?? ""),
  ),
  personType: PERSON_TYPES[contact.kind],
});

/**
 * The fields of `contact-create`, in the order in which the registry checks them.
 *
 * @returns `invalid_registrant` with the registry's name of the field; its message repeats no value
 */
export function contactFields(
  contact: Contact,
  now: Date,
): Result<readonly FormPair[], RegistrarFailure> {
  const { name, personType } = identityOf(contact);
  return collected([
    words("name", name, 2, 128),
    ...addressOf(contact),
    ...numbersOf(contact, now),
    { name: "person_type", value: personType, problem: null },
  ]);
}

/** The fields that `contact-update` can change: all but name, kind and numbers. */
export const addressFields = (contact: Contact): Result<readonly FormPair[], RegistrarFailure> =>
  collected(addressOf(contact));

function addressOf(contact: Contact): Field[] {
  const { email, phone, countryCode, postalCode } = contact;
  return [
    words("address1", contact.street, 1, 128),
    words("city", contact.city, 1, 40),
    words("state_province", contact.state ?? "", 1, 40),
    ...(postalCode ? [words("postal_code", postalCode, 1, 40)] : []),
    shaped("country_code", countryCode, /^[A-Z]{2}$/, "Name the country by its two letters."),
    shaped("phone", phone, PHONE, "Write the phone number like +40.727636787."),
    email.length > 128
      ? { name: "email", value: email, problem: "The e-mail address has at most 128 characters." }
      : shaped("email", email, EMAIL, "Write an e-mail address in plain letters."),
  ];
}

/** Numbers that Romanians must give; others may. */
function numbersOf(contact: Contact, now: Date): Field[] {
  const { kind, countryCode, fiscalCode = "", registrationNumber = "" } = contact;
  const isRomanian = countryCode === "RO";
  const needsRegister = isRomanian && kind === "company";
  const fiscal = { name: "cnp_fiscal_code", value: fiscalCode };
  const register = { name: "registration_number", value: registrationNumber };
  return [
    ...(isRomanian ? [{ ...fiscal, problem: romanianProblem(kind, fiscalCode) }] : []),
    ...(!isRomanian && fiscalCode ? [words("cnp_fiscal_code", fiscalCode, 5, 40)] : []),
    ...(needsRegister ? [{ ...register, problem: registerProblem(registrationNumber, now) }] : []),
    ...(!needsRegister && registrationNumber
      ? [words("registration_number", registrationNumber, 1, 40)]
      : []),
  ];
}

function romanianProblem(kind: ContactKind, code: string): string | null {
  const checked = kind === "person" ? checkCnp(code) : checkCui(code);
  if (!checked.ok) return checked.error.message;
  return code.length < 5 ? "ROTLD takes fiscal codes from 5 characters on." : null;
}

function registerProblem(number: string, now: Date): string | null {
  const checked = checkTradeRegisterNumber(number, now.getUTCFullYear());
  return checked.ok ? null : checked.error.message;
}

function words(name: string, text: string, min: number, max: number): Field {
  const value = tidy(text);
  if (value.length < min || value.length > max)
    return { name, value, problem: `This has ${min} to ${max} characters.` };
  return shaped(name, value, LETTERS, "ROTLD does not store one of these letters.");
}

const shaped = (name: string, value: string, shape: RegExp, problem: string): Field => ({
  name,
  value,
  problem: shape.test(value) ? null : problem,
});

const tidy = (text: string) => text.normalize("NFC").replace(/\s+/g, " ").trim();

function collected(fields: readonly Field[]): Result<readonly FormPair[], RegistrarFailure> {
  const wrong = fields.find(({ problem }) => problem !== null);
  if (!wrong) return ok(fields.map(({ name, value }) => [name, value]));
  return err({
    code: "invalid_registrant",
    effect: "none",
    field: wrong.name,
    message: `The holder's ${wrong.name} cannot be sent to ROTLD. ${wrong.problem ?? ""}`,
  });
}
