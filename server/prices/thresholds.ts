import Big from "big.js";
import { decimalsOf } from "../names/money";

export type Threshold = {
  /** At least so many percent of the old price. */
  readonly percent: string;
  /** At least so much for one year, in major units of the price's own currency. */
  readonly amount: string;
  /** Both must be reached; otherwise one of them is enough. */
  readonly needsBoth: boolean;
};

/** How far a price moved, signed, in hundredths of a percent rounded half away from zero; null from nothing. */
export function percentOf(oldMinor: number, newMinor: number): string | null {
  if (oldMinor === 0) return null;
  return new Big(newMinor).minus(oldMinor).times(100).div(oldMinor).round(2).toFixed();
}

/**
 * Whether a move within one currency is worth an alert. Up and down count alike. A price that rose from nothing has
 * moved by more than any percentage; no move at all is never worth one.
 */
export function isBeyond(
  { percent, amount, needsBoth }: Threshold,
  { oldMinor, newMinor, currency }: { oldMinor: number; newMinor: number; currency: string },
): boolean {
  const moved = new Big(newMinor).minus(oldMinor).abs();
  if (moved.eq(0)) return false;
  // Multiplied out, so that nothing is rounded before it is compared.
  const byPercent = oldMinor === 0 || moved.times(100).gte(new Big(percent).times(oldMinor));
  const unit = new Big(10).pow(decimalsOf(currency) ?? 2);
  const byAmount = moved.gte(new Big(amount).times(unit));
  return needsBoth ? byPercent && byAmount : byPercent || byAmount;
}
