import type { Pace, PacedEndpoint } from "../registrars/paces";
import { mostPerMinute } from "../registrars/rates";
import type { LimitDto } from "./schemas";

/** Under which key a count stands among all limits. */
export const limitKey = ({ key }: Pace): string => `outbound|${key}`;

/** How far ahead of now each count is, in milliseconds; a count that is missing is not ahead. */
export type Ahead = ReadonlyMap<string, number>;

const MINUTE_MS = 60_000;

/** How many calls may leave at this moment: what may come at once, less what was taken and has not come back. */
function left({ key, rate }: Pace, ahead: Ahead): number {
  const intervalMs = MINUTE_MS / rate.requestsPerMinute;
  const aheadMs = Math.max(0, ahead.get(limitKey({ key, rate })) ?? 0);
  return Math.max(0, Math.floor(rate.burst - aheadMs / intervalMs));
}

/** How long until one call may leave, in whole seconds; 0: now. */
function waitSeconds({ key, rate }: Pace, ahead: Ahead): number {
  const intervalMs = MINUTE_MS / rate.requestsPerMinute;
  const aheadMs = ahead.get(limitKey({ key, rate })) ?? 0;
  return Math.max(0, Math.ceil((aheadMs - (rate.burst - 1) * intervalMs) / 1000));
}

/** An endpoint's rate and how much of it is left. Where several counts stand, the tightest speaks. */
export function toLimit(
  { endpoint, scope, usual, rate, paces }: PacedEndpoint,
  ahead: Ahead,
): LimitDto {
  return {
    endpoint,
    isShared: scope === "address",
    left: Math.min(rate.burst, ...paces.map((pace) => left(pace, ahead))),
    atOnce: rate.burst,
    waitSeconds: Math.max(...paces.map((pace) => waitSeconds(pace, ahead))),
    perMinute: rate.requestsPerMinute,
    usualPerMinute: usual.requestsPerMinute,
    mostPerMinute: mostPerMinute(usual),
    documentedPerMinute: usual.documentedPerMinute,
    source: usual.source,
  };
}
