import { z } from "zod";

/**
 * Bodies as Gandi's API v5 writes them. Objects here are not loose: what is not named is dropped at
 * this line, unknown keys and the transfer code (`authinfo`) above all. Absent and null mean that
 * nothing was said.
 */
const text = z.string().nullish();
const texts = z.array(z.string()).nullish();

const Dates = z.object({
  registry_created_at: text,
  registry_ends_at: text,
  updated_at: text,
  hold_ends_at: text,
  deletes_at: text,
  restore_ends_at: text,
  pending_delete_ends_at: text,
});

const Owner = z.object({ orgname: text, given: text, family: text });

/** One domain, as a row of the list and as details: the two differ in their keys and in `autorenew`. */
export const GandiDomain = z.object({
  fqdn: z.string(),
  id: text,
  status: texts,
  dates: Dates.nullish(),
  tags: texts,
  autorenew: z.union([z.boolean(), z.object({ enabled: z.boolean().nullish() })]).nullish(),
  nameservers: texts,
  nameserver: z.object({ hosts: texts }).nullish(),
  can_tld_lock: z.boolean().nullish(),
  services: texts,
  domain_owner: text,
  orga_owner: text,
  contacts: z.object({ owner: Owner.nullish() }).nullish(),
});
export type GandiDomain = z.infer<typeof GandiDomain>;

/** A page of the list. Rows are read one by one, so that an odd one stops nothing. */
export const GandiRows = z.array(z.unknown());

/** Details of one domain, still unread: {@link GandiDomain} tells what is wrong with them. */
export const GandiRow = z.record(z.string(), z.unknown());

/** What can be told of a row that cannot be read. */
export const NamedRow = z.object({ fqdn: z.string().max(255) });

const amount = z.union([z.number(), z.string()]).nullish();

const GandiPrice = z.object({
  duration_unit: text,
  min_duration: z.int().nullish(),
  max_duration: z.int().nullish(),
  price_before_taxes: amount,
  normal_price_before_taxes: amount,
  type: text,
});
export type GandiPrice = z.infer<typeof GandiPrice>;

const GandiProduct = z.object({
  name: text,
  process: text,
  status: text,
  prices: z.array(GandiPrice).nullish(),
});
export type GandiProduct = z.infer<typeof GandiProduct>;

/** The answer to a check. `products` is left out on some errors, `prices` where nothing is for sale. */
export const GandiCheck = z.object({ currency: text, products: z.array(GandiProduct).nullish() });
export type GandiCheck = z.infer<typeof GandiCheck>;

/** Error shape A: everything that is no validation error. */
export const GandiError = z.object({ message: z.string() });

/** Error shape B: validation. */
export const GandiValidation = z.object({
  errors: z.array(z.object({ name: text, description: text })).min(1),
});

/** A change that was taken up. The text is not guaranteed, and there is nothing else. */
export const GandiAccepted = z.object({ message: text }).nullish();

/** The state of a transfer to us. The words of `step` and `errortype` are not published. */
export const GandiTransfer = z.object({
  step: text,
  errortype: text,
  errortype_label: text,
  /** Forms of authorization; one that was answered says so in words nobody publishes. */
  foa: z
    .array(z.object({ email: z.email(), answer: text }))
    .nullish()
    .catch(null),
});

/** Glue of a name. `name` is the label below it, "@" for the name itself. */
export const GandiHosts = z.array(
  z.object({ name: z.string().min(1), ips: z.array(z.string()).min(1) }),
);

/** All records of one kind at one name, as LiveDNS keeps them. */
const GandiRecord = z.object({
  rrset_name: z.string().min(1),
  rrset_type: z.string().min(1),
  rrset_ttl: z.int().positive(),
  rrset_values: z.array(z.string()).min(1),
});
export type GandiRecord = z.infer<typeof GandiRecord>;
export const GandiRecords = z.array(GandiRecord);

/** A key at the registry. The digest is Gandi's; the key itself may be left out. */
const GandiKey = z.object({
  id: z.union([z.int(), z.string().regex(/^[\w-]{1,64}$/)]),
  type: z.enum(["none", "zsk", "ksk"]),
  algorithm: z.int(),
  keytag: z.int(),
  digest_type: z.int(),
  digest: z.string(),
  public_key: text,
});
export type GandiKey = z.infer<typeof GandiKey>;
export const GandiKeys = z.array(GandiKey);

/** The transfer code alone: read once, handed on, never kept. */
export const GandiAuthCode = z.object({ fqdn: z.string(), authinfo: text });

const contact = z
  .object({
    given: z.string().nullish(),
    family: z.string().nullish(),
    orgname: z.string().nullish(),
    email: z.string().nullish(),
    phone: z.string().nullish(),
    streetaddr: z.string().nullish(),
    city: z.string().nullish(),
    zip: z.string().nullish(),
    country: z.string().nullish(),
  })
  .nullish();

/** GET contacts: a role that is absent has nobody of its own. */
export const GandiContacts = z.object({
  owner: contact,
  admin: contact,
  tech: contact,
  bill: contact,
});

/** The contacts within details: those of the account's token, or none. */
export const GandiDetailContacts = z.object({ contacts: GandiContacts.nullish().catch(null) });
