import type { Rate } from "../outbound/gate";

/** A rate as we keep it, beside what the registrar says of it. */
export type RegistrarRate = Rate & {
  /** What the registrar documents; null where it publishes nothing. */
  readonly documentedPerMinute: number | null;
  /** Who says so. */
  readonly source: string;
};

/**
 * The most calls a minute that may be set for an account: a minute holds the rate and at least one call
 * at once, so it stays below what is documented. Where nothing is, ours may only be lowered.
 */
export const mostPerMinute = ({ documentedPerMinute, requestsPerMinute }: RegistrarRate): number =>
  documentedPerMinute === null
    ? requestsPerMinute
    : Math.max(requestsPerMinute, documentedPerMinute - 1);

/**
 * The rate an administrator chose for an account. What may come at once shrinks with it, and never
 * takes a minute above what is documented.
 *
 * @param perMinute calls a minute; null: our usual rate
 */
export function adjusted(rate: RegistrarRate, perMinute: number | null): RegistrarRate {
  if (perMinute === null || perMinute === rate.requestsPerMinute) return rate;
  const requestsPerMinute = Math.min(Math.max(1, perMinute), mostPerMinute(rate));
  const share = Math.round((rate.burst * requestsPerMinute) / rate.requestsPerMinute);
  const room = (rate.documentedPerMinute ?? Number.POSITIVE_INFINITY) - requestsPerMinute;
  const burst = Math.max(1, Math.min(rate.burst, share, room));
  return { ...rate, requestsPerMinute, burst };
}
