import type { Transaction } from "@/db/client";
import { formatMoney } from "../names/money";
import * as store from "./ceilings/store";

type Renewal = {
  readonly verdict: string;
  readonly risks: readonly string[];
  readonly after: Readonly<Record<string, unknown>>;
  readonly detail?: string;
  readonly costMinor?: number;
  readonly currency?: string;
};

/** The ceilings that hold for some names; mostly there are none. */
export const ceilingsFor = async (
  tx: Transaction,
  ids: readonly string[],
): Promise<ReadonlyMap<string, store.HeldTo>> =>
  (await store.isAnySet(tx)) ? store.ceilingsOf(tx, ids) : new Map();

/**
 * Says of a renewal that costs more a year than its name may: it is no obstacle, for a person looks at the plan, but it
 * is told. A price in another currency is not held against the ceiling, and that is told too.
 */
export function heldAgainst<R extends Renewal>(renewal: R, ceiling: store.HeldTo | undefined): R {
  const { verdict, costMinor, currency, after } = renewal;
  if (!ceiling || verdict !== "change" || costMinor === undefined || !currency) return renewal;
  const years = typeof after.years === "number" ? after.years : 1;
  const most = `${formatMoney(ceiling.amountMinor, ceiling.currency)}${ceiling.tag ? ` of the tag ${ceiling.tag}` : ""}`;
  if (currency !== ceiling.currency)
    return told(renewal, `Its price is in ${currency}: not held against its ceiling of ${most}.`);
  if (costMinor <= ceiling.amountMinor * years) return renewal;
  const yearly = formatMoney(Math.round(costMinor / years), currency);
  return {
    ...told(renewal, `${yearly} a year is above its ceiling of ${most}.`),
    risks: [...renewal.risks, "above_ceiling"],
  };
}

const told = <R extends Renewal>(renewal: R, detail: string): R => ({ ...renewal, detail });
