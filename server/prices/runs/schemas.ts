import { z } from "zod";
import { instant } from "../schemas";

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

export const SyncPricesInput = z.strictObject({ accountId: z.uuid().optional() });
export type SyncPricesInput = z.input<typeof SyncPricesInput>;
