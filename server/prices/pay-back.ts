import Big from "big.js";

/**
 * After how many years a move to a cheaper account has paid for itself. A move costs its price once and buys a year,
 * so the year that would have been paid here is spared.
 *
 * @returns 0 when the move alone is already cheaper; null when nothing is ever saved
 */
export function payBackYears({
  hereMinor,
  thereMinor,
  transferMinor,
}: {
  readonly hereMinor: number;
  readonly thereMinor: number;
  readonly transferMinor: number;
}): number | null {
  const saved = hereMinor - thereMinor;
  if (saved <= 0) return null;
  const extra = transferMinor - hereMinor;
  return extra <= 0 ? 0 : Number(new Big(extra).div(saved).round(1, Big.roundUp).toFixed());
}
