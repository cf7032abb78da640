import type { RateScope } from "./opener";
import { adjusted, type RegistrarRate } from "./rates";

/** One count of calls, shared by all who bear its key. */
export type Pace = { readonly key: string; readonly rate: RegistrarRate };

/** One endpoint of an account with the counts its calls go through. */
export type PacedEndpoint = {
  readonly endpoint: string;
  readonly scope: RateScope;
  /** Ours for this registrar. */
  readonly usual: RegistrarRate;
  /** What holds for this account. */
  readonly rate: RegistrarRate;
  /** The last one counts what the registrar counts. */
  readonly paces: readonly [...own: Pace[], registrars: Pace];
};

type Paced = { readonly id: string; readonly callsPerMinute?: number | null };

/**
 * The counts that an account's calls to an endpoint go through: the registrar's, and where that is shared
 * by all accounts behind one address, a slower one of its own, so that one slow account slows no other.
 */
export function pacedEndpoint(
  { id, callsPerMinute = null }: Paced,
  endpoint: string,
  usual: RegistrarRate,
  scope: RateScope,
): PacedEndpoint {
  const rate = adjusted(usual, callsPerMinute);
  const own = { key: `${id}|${endpoint}`, rate };
  const place = { endpoint, scope, usual, rate };
  if (scope === "account") return { ...place, paces: [own] };
  const isSlower = rate.requestsPerMinute < usual.requestsPerMinute;
  if (isSlower) return { ...place, paces: [own, { key: endpoint, rate: usual }] };
  return { ...place, paces: [{ key: endpoint, rate }] };
}
