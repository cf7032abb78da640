import { z } from "zod";
import { action, instant } from "../schemas";

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
  tldUnicode: z.string(),
  name: z.string(),
  nameUnicode: z.string(),
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
