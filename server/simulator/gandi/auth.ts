import type { Token } from "../records";
import type { Simulation } from "../simulation";
import { addDays } from "../time";
import type { SimRequest } from "../wire";
import { KNOWN_TOKENS } from "../world/accounts";
import { refused } from "./errors";

/**
 * The token a request carries, valid at this instant, for the organisation the query names.
 * @throws Refused 401 for none, an unknown or an ended one; 403 for the old Apikey scheme, for
 *   another organisation's `sharing_id`, and for a write with a token that may only read
 */
export function authenticate(sim: Simulation, request: SimRequest): Token {
  const header = request.headers.authorization ?? "";
  if (/^apikey /i.test(header)) throw refused(403);
  const token = tokenIn(header);
  if (!token || hasEnded(token, sim)) throw refused(401);
  const sharingId = request.url.searchParams.get("sharing_id");
  if (sharingId !== null && sharingId !== token.organisationId) throw refused(403);
  if (request.method !== "GET" && !token.canWrite) throw refused(403);
  return token;
}

/** The organisation whose token `request` carries, valid or not; null when nobody knows it. */
export function organisationOf(request: SimRequest): string | null {
  return tokenIn(request.headers.authorization ?? "")?.organisationId ?? null;
}

function tokenIn(header: string): Token | undefined {
  const secret = /^Bearer (\S+)$/i.exec(header)?.[1];
  return KNOWN_TOKENS.find((token) => token.secret === secret);
}

function hasEnded(token: Token, sim: Simulation): boolean {
  return sim.now() >= new Date(addDays(sim.state.beganAt, token.expiresInDays));
}
