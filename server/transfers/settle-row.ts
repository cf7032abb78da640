import { z } from "zod";
import { iso } from "../kernel/instant";
import { plusYears } from "../names/plus-years";
import { totalFor } from "../operations/price-problem";
import type { NameFacts } from "../plans/facts/store";
import { unchanged } from "../plans/judging/judged";
import type { Quote } from "../plans/sides";
import type { NewRow } from "../plans/store";
import type { TransferWay } from "../registrars/transfer-ways";
import { firm, type TldRule } from "../tlds/rule";
import { type Delegation, type DelegationChoice, delegationOf } from "./delegation";
import type { Check } from "./preflight/check";
import { verdictOf } from "./preflight/preflight";
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

/** What was chosen for all names, and what one of them has. */
export type Choices = DelegationChoice & {
  readonly name: string;
  readonly way: TransferWay;
  readonly hasRegistrant: boolean;
};

type Settled = Pick<
  NewRow,
  "after" | "verdict" | "rule" | "detail" | "risks" | "costMinor" | "currency"
>;

/** The verdict on one name, from what was found out and what was chosen. Asks nobody. */
export function settleRow(
  kept: KeptBefore,
  hasCode: boolean,
  { name, way, hasRegistrant, ...choice }: Choices,
): Settled {
  const delegation = delegationOf(name, kept, choice, way);
  const { given } = delegation;
  const after: KeptAfter = {
    params: { periodYears: kept.years, ...(given ? { nameservers: [...given] } : {}) },
    years: kept.years,
    ...(kept.snapshot.expiresAt
      ? { expiresAt: plusYears(kept.snapshot.expiresAt, kept.years).toISOString() }
      : {}),
    code: codeState(kept, hasCode),
    hasRegistrant,
  };
  const { price } = kept;
  const cost =
    "minor" in price
      ? { costMinor: price.minor, currency: price.currency }
      : { costMinor: null, currency: null };
  return {
    after,
    ...cost,
    ...outcome(kept, after, { way, delegation }),
    risks: risksOf(kept, delegation),
  };
}

const codeState = ({ needsCode }: KeptBefore, hasCode: boolean): KeptAfter["code"] => {
  if (hasCode) return "given";
  return needsCode ? "missing" : "not_needed";
};

function outcome(
  { checks, isHere, price }: KeptBefore,
  { code, hasRegistrant }: KeptAfter,
  { way, delegation }: { readonly way: TransferWay; readonly delegation: Delegation },
): Pick<Settled, "verdict" | "rule" | "detail"> {
  if (isHere) return unchanged("same", "same", "It is in this account already.");
  const { verdict, first } = verdictOf(checks as readonly Check[]);
  if (first)
    return unchanged(verdict === "impossible" ? "impossible" : "skipped", first.rule, first.text);
  if ("problem" in price && price.isTold)
    return unchanged("impossible", "price", `Its price is not known. ${price.problem}`);
  if (delegation.inside)
    return unchanged(
      "impossible",
      "nameservers",
      `${delegation.inside} lies inside the name itself, and its registry may not know it. Transfer it with the nameservers it has, and change them later.`,
    );
  if (code === "missing")
    return unchanged("skipped", "code_missing", "Its auth code is still to be given.");
  if (way.roles.includes("registrant") && !hasRegistrant)
    return unchanged(
      "skipped",
      "registrant_missing",
      "This registrar wants to be told the holder.",
    );
  return { verdict: "change", rule: null, detail: null };
}

function risksOf({ price }: KeptBefore, { risks }: Delegation): string[] {
  return [
    ...risks,
    ...("problem" in price ? ["price_unknown"] : []),
    ...("minor" in price && price.isPremium ? ["premium"] : []),
  ];
}
