import { z } from "zod";
import {
  CONTACT_KINDS,
  CONTACT_ROLES,
  type Contact,
  type ContactRole,
} from "../registrars/gateway";
import type { OperationKind } from "./kinds";

const instant = z.iso.datetime();
const host = z.string();
const price = {
  periodYears: z.int().min(1).max(10),
  expectedPriceMinor: z.int().min(0),
  currency: z.string().length(3),
};
/** What an intent of each kind says, without its secrets: as it is stored, checked whenever it is read back. */
const PARAMS = {
  register: z.strictObject({
    ...price,
    nameservers: z.array(host),
    /** The price of a premium name was agreed to. */
    isPremium: z.boolean().optional(),
  }),
  renew: z.strictObject({ ...price, currentExpiresAt: instant }),
  /** Some registries add no time with a transfer, and some registrars tell no price. */
  transfer_in: z.strictObject({
    periodYears: z.int().min(0).max(10),
    expectedPriceMinor: z.int().min(0).nullable(),
    currency: z.string().length(3).nullable(),
    nameservers: z.array(host).optional(),
  }),
  nameserver_update: z.strictObject({
    nameservers: z.array(host).min(2).max(13),
    /** Hosts below the name itself, and the addresses the registry must know first. */
    glue: z.record(z.string(), z.array(z.string()).min(1)).optional(),
  }),
  /** The keys the registry is to have: none, so far. */
  ds_update: z.strictObject({ ds: z.array(z.string()).length(0) }),
  lock_update: z.strictObject({ locked: z.boolean() }),
  auto_renew_update: z.strictObject({ enabled: z.boolean() }),
  /** WHOIS privacy on or off. */
  whois_update: z.strictObject({ enabled: z.boolean() }),
  /** Which roles are to change; the persons themselves stand sealed. */
  contact_update: z.strictObject({ roles: z.array(z.string()).min(1) }),
} as const satisfies Record<OperationKind, z.ZodType>;

export type Intent = {
  [Kind in OperationKind]: {
    readonly kind: Kind;
    readonly params: z.output<(typeof PARAMS)[Kind]>;
  };
}[OperationKind];

const SealedContact = z.strictObject({
  kind: z.enum(CONTACT_KINDS),
  givenName: z.string(),
  familyName: z.string(),
  organisation: z.string().optional(),
  email: z.string(),
  phone: z.string(),
  street: z.string(),
  city: z.string(),
  postalCode: z.string().optional(),
  state: z.string().optional(),
  countryCode: z.string(),
  fiscalCode: z.string().optional(),
  registrationNumber: z.string().optional(),
});

/** What an intent keeps sealed beside it: codes, and people with the numbers that identify them. */
export type IntentSecrets = {
  readonly authCode?: string;
  readonly contacts?: Readonly<Partial<Record<ContactRole, Contact>>>;
};

const StoredSecrets = z.strictObject({
  authCode: z.string().optional(),
  contacts: z.partialRecord(z.enum(CONTACT_ROLES), SealedContact).optional(),
});

/** Secrets as they were sealed. @throws when what was opened is not what was sealed */
export const secretsOf = (text: string): IntentSecrets =>
  StoredSecrets.parse(JSON.parse(text)) as IntentSecrets;

/** An intent as it came out of the database. @throws ZodError when the row was tampered with */
export const intentOf = (kind: OperationKind, params: unknown): Intent =>
  ({ kind, params: PARAMS[kind].parse(params) }) as Intent;
