import { answer, type Context, refuse, type Verb } from "./context";
import type { RotldContact } from "./records";

const PERSON_TYPES = new Set(["p", "ap", "nc", "c", "gi", "pi", "o", "j"]);
const ADDRESS_FIELDS = [
  "address1",
  "address2",
  "address3",
  "city",
  "state_province",
  "postal_code",
  "country_code",
  "phone",
  "fax",
  "email",
];
const NUMBERS = ["cnp_fiscal_code", "registration_number"];
const ALL_FIELDS = ["name", ...ADDRESS_FIELDS, "person_type", ...NUMBERS];

type Fields = Readonly<Record<string, string>>;
type Rule = readonly [code: string, field: string, isGood: (value: string, all: Fields) => boolean];

const between = (min: number, max: number) => (value: string) =>
  value.length >= min && value.length <= max;
const fiscalCode = (value: string, { country_code }: Fields) =>
  value === "" ? country_code !== "RO" : between(5, 40)(value);

/** In the order in which the registry's server checks. It takes numbers with a wrong control digit. */
const RULES: readonly Rule[] = [
  ["50102", "name", between(2, 128)],
  ["50106", "phone", (value) => /^\+\d{1,3}\.\d{7,14}$/.test(value)],
  ["50125", "country_code", (value) => /^[A-Z]{2}$/.test(value)],
  ["50122", "state_province", between(1, 40)],
  ["50129", "cnp_fiscal_code", fiscalCode],
  ["50137", "person_type", (value) => PERSON_TYPES.has(value)],
  ["50103", "address1", between(1, 128)],
  ["50121", "city", between(1, 40)],
  ["50110", "email", (value) => /^[\x21-\x7e]{1,64}@[\x21-\x7e]{1,63}$/.test(value)],
  [
    "50130",
    "registration_number",
    (value, all) => value !== "" || all.country_code !== "RO" || all.person_type !== "c",
  ],
];

/** contact-create */
export const createContact: Verb = (context) => {
  const { book, registrar } = context;
  const fields = given(context, ALL_FIELDS);
  check(context, fields);
  const cid = `C${book.nextNumber("contact")}`;
  book.put("contact", cid, { cid, registrarId: registrar.id, fields });
  return answer(context, { cid });
};

/** contact-info */
export const readContact: Verb = (context) => {
  const { cid, fields } = ownContact(context);
  const nothing = Object.fromEntries(ALL_FIELDS.map((name) => [name, null]));
  return answer(context, { registrant_id: cid, ...nothing, ...fields });
};

/** contact-update: all but who the contact is. */
export const updateContact: Verb = (context) => change(context, ADDRESS_FIELDS);

/** contact-correct: what kind of person it is, and its numbers. */
export const correctContact: Verb = (context) => change(context, ["person_type", ...NUMBERS]);

function change(context: Context, names: readonly string[]) {
  const contact = ownContact(context);
  const fields = { ...contact.fields, ...given(context, names) };
  check(context, fields);
  context.book.put("contact", contact.cid, { ...contact, fields });
  return answer(context);
}

/** @throws Refused 50006 for a contact of nobody, or of another registrar */
export function ownContact(context: Context, field = "cid"): RotldContact {
  const contact = context.book.find("contact", context.form.get(field) ?? "");
  if (contact?.registrarId !== context.registrar.id) throw refuse(context, "50006", field);
  return contact;
}

function given({ form }: Context, names: readonly string[]): Fields {
  const pairs = names.flatMap((name): [string, string][] => {
    const value = form.get(name);
    return value === null || value === "" ? [] : [[name, value]];
  });
  return Object.fromEntries(pairs);
}

function check(context: Context, fields: Fields): void {
  const broken = RULES.find(([, field, isGood]) => !isGood(fields[field] ?? "", fields));
  if (broken) throw refuse(context, broken[0], broken[1]);
}
