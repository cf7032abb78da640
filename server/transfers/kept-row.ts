import { z } from "zod";
import { iso } from "../kernel/instant";
import { totalFor } from "../operations/price-problem";
import type { NameFacts } from "../plans/facts/store";
import type { Quote } from "../plans/sides";
import { firm, type TldRule } from "../tlds/rule";
import type { Check } from "./preflight/check";
import { yearsAdded } from "./preflight/term";
import { CheckDto, CODE_STATES, SnapshotDto } from "./schemas";

/** What was found out about one name. */
export type Looked = {
  readonly name: string;
  readonly facts: NameFacts | null;
  readonly losingAccount: string | null;
  /** Whether the gaining account holds it already. */
  readonly isHere: boolean;
  readonly rule: TldRule | null;
  readonly checks: readonly Check[];
  readonly quote: Quote;
  /** Whether the gaining registrar tells prices at all. */
  readonly tellsPrices: boolean;
  readonly publicHosts: readonly string[] | null;
  readonly takenAt: string;
  readonly fingerprint: string;
};

/** What a row keeps of that, so that choices made later need nobody to be asked again. */
export const KeptBefore = z.object({
  snapshot: SnapshotDto,
  checks: z.array(CheckDto),
  losingAccount: z.string().nullable(),
  isHere: z.boolean(),
  needsCode: z.boolean(),
  years: z.int(),
  price: z.union([
    z.object({ minor: z.int(), currency: z.string(), isPremium: z.boolean() }),
    z.object({ problem: z.string(), isTold: z.boolean() }),
  ]),
});
export type KeptBefore = z.infer<typeof KeptBefore>;

/** What is to be done with a row; `params` is what is sent. */
export const KeptAfter = z.object({
  params: z.object({ periodYears: z.int(), nameservers: z.array(z.string()).optional() }),
  years: z.int(),
  expiresAt: z.string().optional(),
  code: z.enum(CODE_STATES),
  hasRegistrant: z.boolean(),
});
export type KeptAfter = z.infer<typeof KeptAfter>;

/** What a row keeps of what was found out. */
export function keptOf(looked: Looked, askedYears: number): KeptBefore {
  const { facts, rule } = looked;
  const years = yearsAdded(rule, askedYears);
  return {
    snapshot: {
      nameservers: facts?.nameservers ? [...facts.nameservers] : copyOf(looked.publicHosts),
      source: sourceOf(looked),
      takenAt: looked.takenAt,
      dnssec: facts?.dnssec ?? null,
      locked: facts ? (lockedOf(facts.lockState) ?? null) : null,
      autoRenew: facts && facts.autoRenew !== "unknown" ? facts.autoRenew === "on" : null,
      expiresAt: facts ? iso(facts.expiresAt) : null,
    },
    checks: looked.checks.map((one) => ({ ...one })),
    losingAccount: looked.losingAccount,
    isHere: looked.isHere,
    needsCode: firm(rule?.transferNeedsCode) !== false,
    years,
    price: priceOf(looked.quote, years, looked.tellsPrices),
  };
}

const copyOf = (hosts: readonly string[] | null) => (hosts ? [...hosts] : null);

function sourceOf({ facts, publicHosts }: Looked): SnapshotDto["source"] {
  if (facts?.nameservers) return "registrar";
  return publicHosts ? "dns" : null;
}

const LOCKED: Readonly<Record<string, boolean>> = { locked: true, unlocked: false };
const lockedOf = (state: string): boolean | undefined => LOCKED[state];

function priceOf(quote: Quote, years: number, isTold: boolean): KeptBefore["price"] {
  if ("problem" in quote) return { problem: quote.problem, isTold };
  const total = totalFor(quote.prices, "transfer", Math.max(1, years));
  const price = quote.prices.find(({ action }) => action === "transfer");
  return total && price
    ? { minor: total.totalMinor, currency: price.currency, isPremium: total.isPremium }
    : { problem: "The registrar tells no price for it.", isTold };
}
