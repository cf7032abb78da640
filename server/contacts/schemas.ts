import { z } from "zod";
import { cursor, one, readParams, rows, writeParams } from "../kernel/query-params";
import { isCountryCode } from "../names/countries";
import { normalisePhone } from "../names/phone";

const instant = z.iso.datetime();

const KINDS = ["person", "company", "association", "public_body"] as const;
const kind = z.enum(KINDS, "Choose what kind of contact it is.");
export type ContactKindWord = z.infer<typeof kind>;

/** One contact as lists and pages show it. Its personal number is never among them. */
export const ContactDto = z.object({
  id: z.uuid(),
  /** Null: the house's own. */
  partner: z.object({ id: z.uuid(), name: z.string() }).nullable(),
  kind,
  name: z.string(),
  givenName: z.string(),
  familyName: z.string(),
  organisation: z.string().nullable(),
  email: z.string(),
  phone: z.string(),
  street: z.string(),
  city: z.string(),
  postalCode: z.string().nullable(),
  state: z.string().nullable(),
  countryCode: z.string(),
  registrationNumber: z.string().nullable(),
  /** The last digits of the personal or tax number; null where none is kept. */
  fiscalCodeHint: z.string().nullable(),
  changedAt: instant,
  archivedAt: instant.nullable(),
});
export type ContactDto = z.infer<typeof ContactDto>;

export const ContactListDto = z.object({
  rows: z.array(ContactDto),
  nextCursor: z.string().nullable(),
});
export type ContactListDto = z.infer<typeof ContactListDto>;

const tidy = (text: string) => text.normalize("NFC").replace(/\s+/gu, " ").trim();
/** Control characters, and those that turn the direction of a line. */
const UNPRINTABLE = /[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;

const issue = (code: string, message: string) =>
  ({ code: "custom", message, params: { code } }) as const;

function checkedLine(text: string, most: number, ctx: z.RefinementCtx): void {
  if (text.length > most) ctx.addIssue(issue("too_long", `At most ${most} characters.`));
  if (UNPRINTABLE.test(text))
    ctx.addIssue(issue("bad_char", "This has an invisible character; type it again."));
}

const line = (most: number, missing: string) =>
  z
    .string()
    .transform(tidy)
    .superRefine((text, ctx) => {
      if (text === "") ctx.addIssue(issue("required", missing));
      checkedLine(text, most, ctx);
    });

/** Left empty is the same as left out. */
const optionalLine = (most: number) =>
  z
    .string()
    .transform(tidy)
    .superRefine((text, ctx) => checkedLine(text, most, ctx))
    .transform((text) => (text === "" ? undefined : text))
    .optional();

const phone = z.string().transform((text, ctx) => {
  if (text.trim() === "") {
    ctx.addIssue(issue("required", "Enter a phone number."));
    return z.NEVER;
  }
  const number = normalisePhone(text);
  if (number.ok) return number.value;
  ctx.addIssue(issue(number.error.code, number.error.message));
  return z.NEVER;
});

const email = z
  .string()
  .trim()
  .superRefine((text, ctx) => {
    if (text === "") ctx.addIssue(issue("required", "Enter an e-mail address."));
    else if (text.length > 254) ctx.addIssue(issue("too_long", "At most 254 characters."));
    else if (!z.email().safeParse(text).success)
      ctx.addIssue(issue("format", "This is not an e-mail address in plain letters."));
  });

const countryCode = z
  .string()
  .transform((code) => code.trim().toUpperCase())
  .superRefine((code, ctx) => {
    if (code === "") ctx.addIssue(issue("required", "Choose a country."));
    else if (!isCountryCode(code))
      ctx.addIssue(issue("value", "Name the country by its two letters, such as GB."));
  });

/** Letters, digits and the few signs such numbers have; what it must be for its country is checked apart. */
const fiscalCode = z
  .string()
  .transform((code) => code.trim().toUpperCase())
  .superRefine((code, ctx) => {
    if (!/^[0-9A-Z](?:[0-9A-Z ./-]{0,38}[0-9A-Z])?$/.test(code))
      ctx.addIssue(issue("format", "A number has 1 to 40 letters and digits."));
  });

const FIELDS = {
  kind,
  givenName: line(64, "Enter a given name."),
  familyName: line(64, "Enter a family name."),
  organisation: optionalLine(128),
  email,
  phone,
  street: line(128, "Enter a street and number."),
  city: line(64, "Enter a town."),
  postalCode: optionalLine(16),
  state: optionalLine(64),
  countryCode,
  registrationNumber: optionalLine(40),
};

type Organised = { readonly kind: string; readonly organisation?: string | undefined };
const needsOrganisation = ({ kind: word, organisation }: Organised, ctx: z.RefinementCtx) => {
  if (word === "person" || organisation) return;
  ctx.addIssue({
    ...issue("required", "Enter the name of the organisation."),
    path: ["organisation"],
  });
};

export const AddContactInput = z
  .strictObject({
    /** Staff say whose it is; null: the house's own. A customer's are always their partner's. */
    partnerId: z.uuid().nullable().optional(),
    ...FIELDS,
    /** A secret: kept sealed. */
    fiscalCode: fiscalCode.optional(),
  })
  .superRefine(needsOrganisation);
export type AddContactInput = z.input<typeof AddContactInput>;

export const ChangeContactInput = z
  .strictObject({
    contactId: z.uuid(),
    ...FIELDS,
    /** Left out: the number stays as it is. Null: it is forgotten. */
    fiscalCode: fiscalCode.nullable().optional(),
  })
  .superRefine(needsOrganisation);
export type ChangeContactInput = z.input<typeof ChangeContactInput>;

export const ContactInput = z.strictObject({ contactId: z.uuid() });
export type ContactInput = z.input<typeof ContactInput>;

const MOST_ROWS = 200;
/** Instead of a partner's id: contacts that are the house's own. */
export const HOUSE = "house";

/** What may be asked of the contacts, as the address bar and the API write it. */
export type ContactQuery = {
  /** A partner's id, or {@link HOUSE}. */
  readonly partner: string | null;
  readonly q: string | null;
  /** Those put away, instead of those in use. */
  readonly archived: boolean;
  readonly limit: number;
  readonly cursor: string | null;
};

export const EMPTY_CONTACT_QUERY: ContactQuery = {
  partner: null,
  q: null,
  archived: false,
  limit: 50,
  cursor: null,
};

const READERS = {
  partner: one(
    z.union([z.uuid(), z.literal(HOUSE)]),
    "value",
    "Give the id of a partner, or house.",
  ),
  q: one(z.string().trim().min(1).max(100), "value", "Search for 1 to 100 characters."),
  archived: one(
    z.literal("true").transform(() => true),
    "value",
    "Leave it out, or give true.",
  ),
  limit: rows(MOST_ROWS),
  cursor,
};

/** Reads the parameters of the list of contacts; what cannot be used is told and left out. */
export const readContactQuery = (params: URLSearchParams) =>
  readParams<ContactQuery>(READERS, EMPTY_CONTACT_QUERY, params);
export const writeContactQuery = (query: Partial<ContactQuery>) =>
  writeParams(EMPTY_CONTACT_QUERY, query);

const chosen = z.uuid("Choose a contact.").optional();

/** The contact each role of a name is to get; roles that are left out stay as they are. */
export const ChosenContacts = z
  .strictObject({ registrant: chosen, admin: chosen, tech: chosen, billing: chosen })
  .superRefine((roles, ctx) => {
    if (Object.values(roles).some((id) => id !== undefined)) return;
    ctx.addIssue(issue("required", "Choose at least one contact."));
  });
export type ChosenContacts = z.input<typeof ChosenContacts>;
