import { domainToASCII } from "node:url";
import { z } from "zod";
import { DomainName, HostName } from "../../names/domain-name";
import { ORGANISATIONS } from "../world/accounts";

/** An account by the name or id of its organisation. */
const Account = z.string().transform((text, check) => {
  const found = ORGANISATIONS.find(({ id, name }) => id === text || name === text);
  if (found) return found.id;
  check.addIssue({ code: "custom", message: "No such account." });
  return z.NEVER;
});

export const Fqdn = z
  .string()
  .transform((name) => domainToASCII(name))
  .pipe(DomainName);

export const GenerateBody = z.strictObject({
  account: Account,
  count: z.int().min(1).max(1_000_000),
});
export type GenerateBody = z.input<typeof GenerateBody>;

export const ClockBody = z.strictObject({ advanceMs: z.int().min(0) });

/** A registrar charges something else from now on: Gandi, in cents of euro. Null: what it charged at the start. */
export const PriceBody = z.strictObject({
  tld: z.string().min(1),
  action: z.enum(["register", "renew", "transfer", "restore"]),
  cents: z.int().min(0).nullable(),
});
export type PriceBody = z.input<typeof PriceBody>;

/** A change somebody else makes at the registrar: at once, and behind the product's back. */
export const DomainPatch = z.strictObject({
  /** Removes the domain. */
  remove: z.literal(true).optional(),
  /** Adds the domain to this account when it is not there. */
  addTo: Account.optional(),
  nameservers: z.array(HostName).max(13).optional(),
  status: z.array(z.string().min(1)).optional(),
  expiresAt: z.iso.datetime().nullable().optional(),
  autoRenew: z.boolean().optional(),
  tags: z.array(z.string()).optional(),
  /** Whether the registry has a key of the name. */
  isSigned: z.boolean().optional(),
});
export type DomainPatch = z.input<typeof DomainPatch>;
