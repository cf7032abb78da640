import { z } from "zod";

/**
 * Bodies as LogicBoxes writes them. Objects are not loose: what is not named is dropped at this line,
 * the transfer code among it. Numbers, flags and instants come as text or bare. Absent and null mean
 * that nothing was said.
 */
const text = z.string().nullish();

/** An id: a bare number where it is the whole answer, text within objects. */
const Id = z
  .union([z.int().positive(), z.string().regex(/^[1-9]\d{0,14}$/)])
  .transform((told) => String(told));
export const BareId = Id;

/** A contact in a role; -1 stands for a role the TLD does not have. */
const ContactId = z
  .union([z.int(), z.string().regex(/^-?\d{1,15}$/)])
  .transform((told) => String(told))
  .nullish();

export const BareFlag = z
  .union([z.boolean(), z.enum(["true", "false"])])
  .transform((told) => told === true || told === "true");
const flag = BareFlag.nullish();

/** The earliest instant a name can have, and one that milliseconds taken for seconds lie beyond. */
const EARLIEST_S = Date.UTC(1985, 0, 1) / 1000;
const LATEST_S = Date.UTC(9999, 11, 31) / 1000;

/** Seconds since the epoch as ISO 8601 in UTC; nought and empty text say nothing. */
const instant = z
  .union([z.int(), z.string().regex(/^\d{0,12}$/)])
  .transform(Number)
  .refine((told) => told === 0 || (told >= EARLIEST_S && told <= LATEST_S))
  .transform((told) => (told === 0 ? undefined : new Date(told * 1000).toISOString()))
  .nullish();

/** A list of words; nothing at all is sometimes written as an empty object or text. */
const words = z
  .union([
    z.array(z.string()),
    z.strictObject({}).transform((): string[] => []),
    z.literal("").transform((): string[] => []),
  ])
  .nullish();

/** One name, from `domains/details` and `details-by-name`. */
const card = z
  .object({
    name: text,
    company: text,
    emailaddr: text,
    telnocc: text,
    telno: text,
    address1: text,
    city: text,
    zip: text,
    country: text,
  })
  .nullish()
  .catch(null);

/** The persons of the four roles; an older answer tells the registrant's alone. */
export const DetailsContacts = z.object({
  registrantcontact: card,
  admincontact: card,
  techcontact: card,
  billingcontact: card,
});

export const Details = z.object({
  orderid: Id,
  domainname: z.string(),
  currentstatus: text,
  orderstatus: words,
  domainstatus: words,
  creationtime: instant,
  endtime: instant,
  isprivacyprotected: flag.catch(null),
  privacyprotectedallowed: flag.catch(null),
  ns1: text,
  ns2: text,
  ns3: text,
  ns4: text,
  ns5: text,
  ns6: text,
  ns7: text,
  ns8: text,
  ns9: text,
  ns10: text,
  ns11: text,
  ns12: text,
  ns13: text,
  /** Hosts below the name with their addresses; nothing at all is sometimes an empty text or list. */
  cns: z.unknown().optional(),
  customerid: ContactId,
  registrantcontactid: ContactId,
  admincontactid: ContactId,
  techcontactid: ContactId,
  billingcontactid: ContactId,
  registrantcontact: z.object({ name: text, company: text }).nullish().catch(null),
  actiontype: text,
  actionstatus: text,
  actionstatusdesc: text,
});
export type Details = z.infer<typeof Details>;

/** What is enough to tell whose details these are, before they are read for the rest. */
export const AnyDetails = z.record(z.string(), z.unknown());

/** The transfer code. Nothing but the call that hands it on reads it. */
export const Secret = z.object({ domainname: z.string(), domsecret: text });

const count = z
  .union([z.int().nonnegative(), z.string().regex(/^\d{1,9}$/)])
  .transform(Number)
  .nullish();

/** A page of a search: counters, and rows under "1", "2" and so on, read one by one. */
export const SearchPage = z
  .looseObject({ recsonpage: count, recsindb: count })
  .transform(({ recsonpage, recsindb, ...others }) => ({
    recsOnPage: recsonpage,
    recsInDb: recsindb,
    rows: Object.entries(others)
      .filter(([key]) => /^\d+$/.test(key))
      .sort(([a], [b]) => Number(a) - Number(b))
      .map(([, row]) => row),
  }));

export const SearchRow = z.object({
  "orders.orderid": Id,
  "entity.description": z.string(),
  "entity.currentstatus": text,
  "orders.creationtime": instant,
  "orders.endtime": instant,
  "orders.transferlock": flag.catch(null),
  "orders.autorenew": flag.catch(null),
  "orders.privacyprotection": flag.catch(null),
});
export type SearchRow = z.infer<typeof SearchRow>;
/** What can be told of a row that cannot be read. */
export const NamedRow = z.object({ "entity.description": z.string().max(255) });

/** An amount in major units, as a number or as text. */
const amount = z.union([z.number(), z.string()]);
export type WireAmount = z.infer<typeof amount>;

/** Answers of `domains/available` by full name, each read by itself. */
export const AvailableMap = z.record(z.string(), z.unknown());
export const AvailableEntry = z.object({
  status: text,
  costHash: z
    .object({ create: amount.nullish(), renew: amount.nullish(), transfer: amount.nullish() })
    .nullish(),
  "tm-claims-key": text,
});
export type AvailableEntry = z.infer<typeof AvailableEntry>;

/** Class keys with their TLDs, most wanted first. Other products stand beside them. */
export const ClassKeys = z.object({
  domorder: z.array(z.record(z.string(), z.array(z.string()))),
});

/** Costs by class key. Products that are no names have other shapes, so each is read by itself. */
export const CostList = z.record(z.string(), z.unknown());
/** By action, then by number of years: the price of each of those years. */
export const ClassCosts = z.record(z.string(), z.unknown());
export const YearCosts = z.record(z.string().regex(/^\d{1,2}$/), amount);

export const Balance = z.object({ sellingcurrencysymbol: z.string().regex(/^[A-Z]{3}$/) });

/** What became of an order or a change. */
export const Action = z.object({ entityid: Id.nullish(), actionstatus: text, status: text });

export const Hosts = z.array(z.string());

const Addresses = z.union([z.array(z.string()), z.string().transform((one) => [one])]);
/** Hosts below a name by their full names. */
export const ChildHosts = z
  .union([
    z.record(z.string(), Addresses),
    z.literal("").transform((): Record<string, string[]> => ({})),
    z.tuple([]).transform((): Record<string, string[]> => ({})),
  ])
  .nullish();
