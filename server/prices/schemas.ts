import { z } from "zod";

const instant = z.iso.datetime();

/** As the port has them; spelt again here, where a browser may read it. */
export const PRICE_ACTION_WORDS = ["register", "renew", "transfer", "restore"] as const;
const action = z.enum(PRICE_ACTION_WORDS);

export const PRICE_TRIGGERS = ["cron", "manual", "worker", "cli"] as const;
export type PriceTrigger = (typeof PRICE_TRIGGERS)[number];

/**
 * What asking one account came to. `busy`: somebody else asks it now; `fresh`: everything was asked a short while ago;
 * `untold`: it tells no prices at all; `paused`: time ran out first, the next call goes on.
 */
export const PRICE_OUTCOMES = [
  "busy",
  "fresh",
  "untold",
  "paused",
  "completed",
  "partial",
  "failed",
] as const;

export const AccountPricesDto = z.object({
  accountId: z.uuid(),
  account: z.string(),
  outcome: z.enum(PRICE_OUTCOMES),
  runId: z.uuid().nullable(),
  /** Why, for `untold`, `partial` and `failed`. */
  reason: z.string().nullable(),
  /** TLDs and names with a price of their own: asked now, told, that failed, and left for later. */
  asked: z.int(),
  told: z.int(),
  errors: z.int(),
  left: z.int(),
  /** Prices told for the first time, prices that moved, alerts that were raised. */
  first: z.int(),
  changed: z.int(),
  alerts: z.int(),
});
export type AccountPricesDto = z.infer<typeof AccountPricesDto>;

/** What one call of the price sync did, and what it had to leave for the next. */
export const PriceSyncDto = z.object({
  accounts: z.array(AccountPricesDto),
  left: z.int(),
  continued: z.boolean(),
});
export type PriceSyncDto = z.infer<typeof PriceSyncDto>;

export const PriceRunDto = z.object({
  id: z.uuid(),
  accountId: z.uuid(),
  account: z.string(),
  trigger: z.enum(PRICE_TRIGGERS),
  state: z.enum(["running", "paused", "completed", "partial", "failed"]),
  isForced: z.boolean(),
  actor: z.string(),
  startedAt: instant,
  finishedAt: instant.nullable(),
  expected: z.int(),
  asked: z.int(),
  told: z.int(),
  untold: z.int(),
  errors: z.int(),
  first: z.int(),
  changed: z.int(),
  alerts: z.int(),
  apiCalls: z.int(),
  durationMs: z.int(),
  reason: z.string().nullable(),
});
export type PriceRunDto = z.infer<typeof PriceRunDto>;

export const PriceRunListDto = z.object({
  rows: z.array(PriceRunDto),
  nextCursor: z.string().nullable(),
});
export type PriceRunListDto = z.infer<typeof PriceRunListDto>;

const money = z.object({ minor: z.int(), currency: z.string() });

export const ALERT_STATES = ["new", "seen", "decided"] as const;
export const ALERT_DECISIONS = ["renewed", "ceiling", "let_go", "moved", "accepted"] as const;
export type AlertDecision = (typeof ALERT_DECISIONS)[number];

/** An account where the same ending costs less, and what it takes to be there. */
export const CheaperDto = z.object({
  account: z.string(),
  renewMinor: z.int(),
  /** What moving a name costs, a year included; null: nobody told. */
  transferMinor: z.int().nullable(),
  currency: z.string(),
  /** Saved a year by all the names it bears on. */
  savedMinor: z.int(),
  /** Years until moving has paid for itself; 0: with the move; null: not to be told. */
  payBackYears: z.number().nullable(),
});
export type CheaperDto = z.infer<typeof CheaperDto>;

export const PriceAlertDto = z.object({
  id: z.uuid(),
  kind: z.enum(["price", "premium", "currency"]),
  accountId: z.uuid(),
  account: z.string(),
  tld: z.string(),
  name: z.string(),
  action,
  years: z.int(),
  oldMinor: z.int().nullable(),
  oldCurrency: z.string().nullable(),
  newMinor: z.int(),
  currency: z.string(),
  noticedAt: instant,
  effectiveOn: z.iso.date().nullable(),
  names: z.int(),
  yearlyMinor: z.int().nullable(),
  cheaper: CheaperDto.nullable(),
  state: z.enum(ALERT_STATES),
  decision: z.string().nullable(),
  decidedByName: z.string().nullable(),
  decidedAt: instant.nullable(),
  /** Who was told by mail, and what became of it. */
  mails: z.array(z.object({ recipient: z.string(), state: z.string() })),
});
export type PriceAlertDto = z.infer<typeof PriceAlertDto>;

export const PriceAlertListDto = z.object({
  rows: z.array(PriceAlertDto),
  counts: z.record(z.enum(ALERT_STATES), z.int()),
  nextCursor: z.string().nullable(),
});
export type PriceAlertListDto = z.infer<typeof PriceAlertListDto>;

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
  rows: z.array(z.object({ tld: z.string(), names: z.int(), cells: z.array(PriceCellDto) })),
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

export const NameQuoteDto = z.object({
  id: z.uuid(),
  name: z.string(),
  nameUnicode: z.string(),
  tld: z.string(),
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

/** What renewals cost by month, account and currency; `unpriced` names have no price that anybody told. */
export const ForecastDto = z.object({
  months: z.array(z.string()),
  lines: z.array(
    z.object({
      accountId: z.uuid(),
      account: z.string(),
      currency: z.string(),
      names: z.int(),
      minor: z.int(),
      byMonth: z.array(z.object({ names: z.int(), minor: z.int() })),
    }),
  ),
  totals: z.array(
    z.object({
      days: z.int(),
      names: z.int(),
      sums: z.array(money),
      unpriced: z.int(),
    }),
  ),
  unpriced: z.int(),
});
export type ForecastDto = z.infer<typeof ForecastDto>;

const Ending = z
  .string()
  .trim()
  .toLowerCase()
  .transform((text) => text.replace(/^\./, ""))
  .pipe(
    z
      .string()
      .max(63, "This is too long for an ending.")
      .regex(/^[a-z0-9-]+(?:\.[a-z0-9-]+)*$/, "Give an ending such as com or co.uk."),
  );

const Recipient = z.email("This is not an e-mail address.").max(254);
const Decimal = z.string().trim().max(20);

export const PriceRuleDto = z.object({
  id: z.uuid(),
  name: z.string(),
  /** Null: the organisation's setting, which `holdsPercent` tells. */
  thresholdPercent: z.string().nullable(),
  holdsPercent: z.string(),
  thresholdAmount: z.string(),
  needsBoth: z.boolean(),
  tlds: z.array(z.string()),
  tags: z.array(z.string()),
  recipients: z.array(z.string()),
  delivery: z.enum(["immediate", "digest"]),
  isEnabled: z.boolean(),
  version: z.int(),
});
export type PriceRuleDto = z.infer<typeof PriceRuleDto>;

export const PriceRulesDto = z.object({
  rules: z.array(PriceRuleDto),
  /** Whether a mail server is set; without one mail waits. */
  canMail: z.boolean(),
  mail: z.object({ pending: z.int(), doubtful: z.int(), failed: z.int() }),
  ceilings: z.array(money.extend({ tag: z.string() })),
});
export type PriceRulesDto = z.infer<typeof PriceRulesDto>;

export const SavePriceRuleInput = z.strictObject({
  /** Left out: a new rule. */
  id: z.uuid().optional(),
  /** The version that was looked at; another one was changed meanwhile. */
  version: z.int().optional(),
  name: z.string().trim().min(1, "Give the rule a name.").max(60, "At most 60 signs."),
  thresholdPercent: z
    .string()
    .trim()
    .regex(/^\d{1,4}(?:\.\d{1,2})?$/, "Give a percentage such as 10 or 7.5.")
    .nullable(),
  thresholdAmount: z
    .string()
    .trim()
    .regex(/^\d{1,7}(?:\.\d{1,4})?$/, "Give an amount such as 1 or 0.50."),
  needsBoth: z.boolean(),
  tlds: z.array(Ending).max(200),
  tags: z.array(z.string().trim().toLowerCase().min(1).max(60)).max(50),
  recipients: z.array(Recipient).max(50, "At most 50 recipients."),
  delivery: z.enum(["immediate", "digest"]),
  isEnabled: z.boolean(),
});
export type SavePriceRuleInput = z.input<typeof SavePriceRuleInput>;

export const PriceRuleRef = z.strictObject({ id: z.uuid() });
export type PriceRuleRef = z.input<typeof PriceRuleRef>;

export const DecideAlertInput = z.strictObject({
  id: z.uuid(),
  decision: z.enum(ALERT_DECISIONS),
});
export type DecideAlertInput = z.input<typeof DecideAlertInput>;

export const SeeAlertsInput = z.strictObject({ ids: z.array(z.uuid()).min(1).max(200) });
export type SeeAlertsInput = z.input<typeof SeeAlertsInput>;

export const PlanFromAlertInput = z.strictObject({
  key: z.string().min(16).max(128),
  alertId: z.uuid(),
  change: z.discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("renew"), years: z.int().min(1).max(10) }),
    z.strictObject({ kind: z.literal("let_go") }),
  ]),
});
export type PlanFromAlertInput = z.input<typeof PlanFromAlertInput>;

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

export const SyncPricesInput = z.strictObject({ accountId: z.uuid().optional() });
export type SyncPricesInput = z.input<typeof SyncPricesInput>;

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
