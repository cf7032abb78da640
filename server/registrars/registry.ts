import { z } from "zod";
import { err, type Result } from "../kernel/result";
import { outboundClient } from "../outbound/client";
import { hostPolicy } from "../outbound/host-policy";
import { createPacer, type Pacer } from "../outbound/pacer";
import { gandiGateway } from "./gandi/gateway";
import type { RegistrarFailure, RegistrarGateway } from "./gateway";

/** Where each kind of endpoint of Gandi's is. The simulator stands in for the whole host. */
const GANDI_HOSTS: ReadonlyMap<string, string> = new Map([
  ["production", "api.gandi.net"],
  ["sandbox", "api.sandbox.gandi.net"],
]);
const GANDI_PATH = "/v5";

/** Gandi allows 1000 requests per minute and address. A minute holds the burst and the rate, so both stay below. */
const GANDI_RATE = { requestsPerMinute: 800, burst: 150 } as const;

const GandiCredential = z.object({
  token: z.string().regex(/^[\x21-\x7e]{8,512}$/),
  sharingId: z.uuid().optional(),
});

export type AccountToOpen = {
  readonly registrar: string;
  /** "production", "sandbox" or "simulator". */
  readonly endpoint: string;
  /** As it was sealed; checked here. */
  readonly credential: unknown;
  readonly simulatorUrl: string | null;
  readonly mode: "demo" | "production";
  /** Replaces the usual patience with a registrar. */
  readonly timeouts?: { readonly connectMs?: number; readonly readMs?: number };
};

/** One pacer per address and process, as registrars count requests and not accounts. */
const pacers = new Map<string, Pacer>();

/**
 * The gateway that speaks for an account.
 *
 * @returns the gateway; or `unsupported` (no such registrar or endpoint), `auth_failed` (a credential
 *   that cannot be one), `blocked` (a simulator in production mode, or none running)
 */
export function gatewayFor(account: AccountToOpen): Result<RegistrarGateway, RegistrarFailure> {
  if (account.registrar !== "gandi")
    return refused("unsupported", "This registrar is not supported.");
  const credential = GandiCredential.safeParse(account.credential);
  if (!credential.success)
    return refused("auth_failed", "The stored token cannot be used; enter it again.");
  const origin = gandiOrigin(account);
  if (!origin.ok) return origin;
  const { token, sharingId } = credential.data;
  const baseUrl = origin.value + GANDI_PATH;
  const api = outboundClient({
    baseUrl,
    policy: hostPolicy({
      hosts: [new URL(origin.value).hostname],
      simulatorOrigin: account.endpoint === "simulator" ? account.simulatorUrl : null,
      mode: account.mode,
    }),
    secretHeaders: () => ({ authorization: `Bearer ${token}` }),
    // A simulator limits its callers itself.
    ...(account.endpoint === "simulator" ? {} : { pacer: pacerFor(origin.value) }),
    ...(account.timeouts ? { timeouts: account.timeouts } : {}),
  });
  return { ok: true, value: gandiGateway({ api, baseUrl, sharingId }) };
}

function gandiOrigin(account: AccountToOpen): Result<string, RegistrarFailure> {
  if (account.endpoint !== "simulator") {
    const host = GANDI_HOSTS.get(account.endpoint);
    return host
      ? { ok: true, value: `https://${host}` }
      : refused("unsupported", "This endpoint does not exist.");
  }
  if (account.mode !== "demo")
    return refused("blocked", "Simulated accounts work in the demo only.");
  const url = account.simulatorUrl === null ? null : URL.parse(account.simulatorUrl);
  return url
    ? { ok: true, value: url.origin }
    : refused("blocked", "The registrar simulator is not running.");
}

function pacerFor(origin: string): Pacer {
  const pacer = pacers.get(origin) ?? createPacer(GANDI_RATE);
  pacers.set(origin, pacer);
  return pacer;
}

const refused = (code: RegistrarFailure["code"], message: string) =>
  err<RegistrarFailure>({ code, effect: "none", message });
