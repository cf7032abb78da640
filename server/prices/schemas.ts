import { z } from "zod";

export const instant = z.iso.datetime();

/** As the port has them; spelt again here, where a browser may read it. */
export const PRICE_ACTION_WORDS = ["register", "renew", "transfer", "restore"] as const;
export const action = z.enum(PRICE_ACTION_WORDS);

/** Minor units of an ISO 4217 currency. */
export const money = z.object({ minor: z.int(), currency: z.string() });

/** What an account tells of prices. `tells` false: its registrar has none to ask for, `why` says so. */
export const PriceAccountDto = z.object({
  id: z.uuid(),
  name: z.string(),
  tells: z.boolean(),
  why: z.string().nullable(),
  lastGoodAt: instant.nullable(),
  endings: z.int(),
});
export type PriceAccountDto = z.infer<typeof PriceAccountDto>;

export const PriceCellDto = z.object({
  accountId: z.uuid(),
  minor: z.int(),
  normalMinor: z.int().nullable(),
  currency: z.string(),
  validFrom: instant,
  source: z.enum(["registrar", "file", "hand"]),
  isCheapest: z.boolean(),
});

/** Endings by accounts, of one action and number of years. Prices are of one year. */
export const TldPricesDto = z.object({
  accounts: z.array(PriceAccountDto),
  rows: z.array(
    z.object({
      tld: z.string(),
      tldUnicode: z.string(),
      names: z.int(),
      cells: z.array(PriceCellDto),
    }),
  ),
});
export type TldPricesDto = z.infer<typeof TldPricesDto>;

export const PriceHistoryDto = z.object({
  tld: z.string(),
  name: z.string(),
  action,
  years: z.int(),
  now: instant,
  series: z.array(
    z.object({
      accountId: z.uuid(),
      account: z.string(),
      names: z.int(),
      points: z.array(
        z.object({
          at: instant,
          minor: z.int(),
          currency: z.string(),
          source: z.enum(["registrar", "file", "hand"]),
          /** The alert that it raised. */
          alertId: z.uuid().nullable(),
        }),
      ),
    }),
  ),
});
export type PriceHistoryDto = z.infer<typeof PriceHistoryDto>;

/** The ending of names, with or without its dot, in any spelling: verbs make its A-labels of it. */
export const Ending = z
  .string()
  .trim()
  .toLowerCase()
  .transform((text) => text.replace(/^\./, ""))
  .pipe(
    z
      .string()
      .max(63, "This is too long for an ending.")
      .regex(
        /^[\p{L}\p{M}\p{N}-]+(?:\.[\p{L}\p{M}\p{N}-]+)*$/u,
        "Give an ending such as com or co.uk.",
      ),
  );

/** An amount as a person types it; the verb knows how many places its currency has. */
export const Decimal = z.string().trim().max(20);

export const SetPriceInput = z.strictObject({
  accountId: z.uuid(),
  tld: Ending,
  action,
  years: z.int().min(1).max(10).default(1),
  amount: Decimal,
  currency: z.string().trim().length(3, "Give a currency such as EUR."),
  /** The day it holds from, where that lies ahead. */
  validFrom: z.iso.date("Give a day such as 2027-01-31.").optional(),
});
export type SetPriceInput = z.input<typeof SetPriceInput>;

export const ImportPricesInput = z.strictObject({
  accountId: z.uuid(),
  text: z.string().max(2_000_000, "The file is too large: at most 2 MB."),
  /** Only looked at, nothing written. */
  isPreview: z.boolean(),
});
export type ImportPricesInput = z.input<typeof ImportPricesInput>;

/** What a file of prices came to, line by line. */
export const ImportedPricesDto = z.object({
  lines: z.int(),
  good: z.int(),
  first: z.int(),
  changed: z.int(),
  same: z.int(),
  alerts: z.int(),
  /** The first hundred that are wrong. */
  problems: z.array(z.object({ line: z.int(), problem: z.string() })),
});
export type ImportedPricesDto = z.infer<typeof ImportedPricesDto>;

export const AskPriceInput = z.strictObject({ accountId: z.uuid(), tld: Ending });
export type AskPriceInput = z.input<typeof AskPriceInput>;
