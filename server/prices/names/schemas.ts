import { z } from "zod";
import { Decimal, instant, money } from "../schemas";

export const NameQuoteDto = z.object({
  id: z.uuid(),
  name: z.string(),
  nameUnicode: z.string(),
  tld: z.string(),
  tldUnicode: z.string(),
  account: z.string(),
  renewBy: z.iso.date().nullable(),
  autoRenew: z.string(),
  price: money.nullable(),
  /** Whether the name has a price of its own; otherwise it is its ending's. */
  isOwnPrice: z.boolean(),
  ceiling: money.extend({ tag: z.string().nullable() }).nullable(),
  /** Null where the two are in different currencies, or one is missing. */
  isOverCeiling: z.boolean().nullable(),
});
export type NameQuoteDto = z.infer<typeof NameQuoteDto>;

export const NameQuotesDto = z.object({
  rows: z.array(NameQuoteDto),
  nextCursor: z.string().nullable(),
});
export type NameQuotesDto = z.infer<typeof NameQuotesDto>;

export const SetCeilingInput = z.strictObject({
  of: z.union([
    z.strictObject({ domainId: z.uuid() }),
    z.strictObject({ tag: z.string().trim().toLowerCase().min(1).max(60) }),
  ]),
  /** Null takes it off. */
  amount: Decimal.nullable(),
  currency: z.string().trim().max(3).default("EUR"),
});
export type SetCeilingInput = z.input<typeof SetCeilingInput>;

/** What a year of one name costs, and the most it may. */
export const NamePriceDto = z.object({
  quote: NameQuoteDto.nullable(),
  history: z.array(z.object({ at: instant, minor: z.int(), currency: z.string() })),
  /** Whether the caller may see what accounts charge. */
  seesPrices: z.boolean(),
});
export type NamePriceDto = z.infer<typeof NamePriceDto>;
