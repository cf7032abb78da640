import { plusYears } from "../names/plus-years";
import { unchanged } from "../plans/judging/judged";
import type { NewRow } from "../plans/store";
import type { TransferWay } from "../registrars/transfer-ways";
import { type Delegation, type DelegationChoice, delegationOf } from "./delegation";
import type { KeptAfter, KeptBefore } from "./kept-row";
import type { Check } from "./preflight/check";
import { verdictOf } from "./preflight/preflight";

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
