import { z } from "zod";

/**
 * Bodies as Dynadot writes them. Objects are not loose: what is not named is dropped at this line.
 * Absent and null mean that nothing was said.
 */
export const text = z.string().nullish();

/** A code comes as a number or as a string of one. */
const Code = z
  .union([z.number(), z.string().regex(/^-?\d{1,6}$/)])
  .transform(Number)
  .nullish();

/** The envelope of REST v2. A 429 keeps its code inside `status`. */
export const RestAnswer = z.object({
  code: Code,
  status: z.object({ code: Code, message: text }).nullish().catch(null),
  message: text.catch(null),
  error: z.object({ description: text }).nullish().catch(null),
  data: z.unknown().optional(),
});

/** The flat envelope of API3, under one root whose name depends on the command. */
export const Api3Answer = z
  .record(z.string(), z.record(z.string(), z.unknown()))
  .transform((roots) => Object.values(roots)[0] ?? {});

export const Api3Head = z.object({ ResponseCode: Code, Status: text, Error: text });

/** "Yes" and "No", in any case; JSON booleans are taken too. */
const flag = z
  .union([z.boolean(), z.string().regex(/^(?:yes|no)$/i)])
  .transform((told) => (typeof told === "boolean" ? told : told.toLowerCase() === "yes"))
  .nullish();

/** The earliest instant a name can have. Seconds taken for milliseconds fall below it. */
const EARLIEST_MS = Date.UTC(1985, 0, 1);
const LATEST_MS = Date.UTC(9999, 11, 31);

/** Milliseconds since the epoch, as a number or in text, as ISO 8601 in UTC. */
export const instant = z
  .union([z.number(), z.string().regex(/^\d{1,16}$/)])
  .transform(Number)
  .refine((ms) => Number.isInteger(ms) && ms >= EARLIEST_MS && ms <= LATEST_MS)
  .transform((ms) => new Date(ms).toISOString())
  .nullish();

const id = z
  .union([z.number(), z.string().regex(/^-?\d{1,15}$/)])
  .transform(Number)
  .nullish();

/** One domain, in the list and alone. Two spellings of the technical contact are documented. */
export const DomainInfo = z.object({
  domain_name: z.string(),
  registration_date: instant,
  expiration_date: instant,
  registrant_contact_id: id,
  admin_contact_id: id,
  tech_contact_id: id,
  technical_contact_id: id,
  billing_contact_id: id,
  locked: flag,
  disabled: flag,
  udrp_locked: flag,
  registrant_unverified: flag,
  hold: flag,
  renew_option: text,
  privacy: text.catch(null),
  status: text,
  glue_info: z
    .object({
      glue_type: text,
      nameserver_list: z.array(z.object({ server_name: text })).nullish(),
    })
    .nullish(),
});
export type DomainInfo = z.infer<typeof DomainInfo>;

/** A page of the list. Rows are read one by one, so that an odd one stops nothing. */
export const DomainList = z.object({ domain_info_list: z.array(z.unknown()) });
/** One domain, still unread: {@link DomainInfo} tells what is wrong with it. */
export const OneDomain = z.object({ domain_info: z.record(z.string(), z.unknown()) });
/** What can be told of a row that cannot be read. */
export const NamedRow = z.object({ domain_name: z.string().max(255) });

const PriceList = z
  .array(
    z.object({
      currency: text,
      unit: text,
      registration_price: text,
      renewal_price: text,
      transfer_price: text,
      restore_price: text,
    }),
  )
  .nullish();
export type PriceList = z.infer<typeof PriceList>;

/** One name of a search. Without `available` there is no answer, and `details_error_message` says why. */
const SearchResult = z.object({
  domain_name: z.string(),
  available: text,
  premium: text,
  details_error_message: text,
  price_list: PriceList,
});
export type SearchResult = z.infer<typeof SearchResult>;
export const SearchResults = z.object({ domain_result_list: z.array(SearchResult) });

const Api3Found = z.object({ DomainName: z.string(), Available: text, Price: text });
export type Api3Found = z.infer<typeof Api3Found>;
export const Api3Search = z.object({ SearchResults: z.array(Api3Found) });

const TldPrice = z.object({
  Tld: z.string(),
  Price: z.object({ Register: text, Renew: text, Transfer: text, Restore: text }).nullish(),
});
export type TldPrice = z.infer<typeof TldPrice>;
export const TldPrices = z.object({ Currency: text, TldPrice: z.array(TldPrice) });

export const Transfers = z.object({
  domain_transfer_status_list: z
    .array(z.object({ order_id: id, transfer_status: text, failed_reason: text }))
    .nullish(),
});

export const CreatedContact = z.object({
  CreateContactContent: z.object({
    ContactId: z
      .union([z.number(), z.string().regex(/^\d{1,15}$/)])
      .transform(Number)
      .refine((told) => told > 0),
  }),
});

export const AuthCode = z.object({ auth_code: z.string().min(1).max(255) });

/** What a renewal would cost; the answer to a price check. */
export const PriceCheck = z.object({ PriceInfo: z.string() });
/** The name a paid order was for and when it ends; either may be left out. */
export const Ordered = z.object({
  domain_name: text.catch(null),
  expiration_date: instant.catch(null),
});

/** All hosts of the account, those of other registrars among them, which have no addresses here. */
export const AccountHosts = z.object({
  nameserver_list: z.array(
    z.object({ server_name: z.string(), ip_list: z.array(z.string()).nullish() }),
  ),
});

const told = z.string().nullish();

/** A contact of the account, in API3's spelling. */
export const ToldContactCard = z.object({
  GetContact: z.object({
    Organization: told,
    Name: told,
    Email: told,
    PhoneCc: told,
    PhoneNum: told,
    Address1: told,
    City: told,
    ZipCode: told,
    Country: told,
  }),
});
