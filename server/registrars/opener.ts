import { err, ok, type Result } from "../kernel/result";
import { type HostPolicy, hostPolicy } from "../outbound/host-policy";
import { createPacer, type Pacer } from "../outbound/pacer";
import type { RegistrarFailure, RegistrarGateway } from "./gateway";

export type AccountToOpen = {
  readonly registrar: string;
  /** "production", "sandbox" or "simulator". */
  readonly endpoint: string;
  /** As it was sealed; each registrar checks its own. */
  readonly credential: unknown;
  readonly simulatorUrl: string | null;
  readonly mode: "demo" | "production";
  /** Replaces the usual patience with a registrar. */
  readonly timeouts?: { readonly connectMs?: number; readonly readMs?: number };
};

/** Makes the gateway of one registrar for an account, or says why it cannot be. */
export type Opener = (account: AccountToOpen) => Result<RegistrarGateway, RegistrarFailure>;

export const refused = (code: RegistrarFailure["code"], message: string) =>
  err<RegistrarFailure>({ code, effect: "none", message });

/** What a registrar allows per minute; a minute holds the burst and the rate. */
export type Rate = { readonly requestsPerMinute: number; readonly burst: number };

/** The way to one endpoint: its origin, where its client may go, and how fast. */
export type Route = {
  readonly origin: string;
  readonly policy: HostPolicy;
  readonly pacer?: Pacer;
};

/** One pacer per address and process, as registrars count requests and not accounts. */
const pacers = new Map<string, Pacer>();

function pacerFor(origin: string, rate: Rate): Pacer {
  const pacer = pacers.get(origin) ?? createPacer(rate);
  pacers.set(origin, pacer);
  return pacer;
}

/**
 * The way to an account's endpoint. The simulator stands in for every host of its registrar, below
 * `simulatorPath`, in demo mode alone; it limits its callers itself.
 *
 * @param hosts by endpoint, with the port where it is not 443
 */
export function routeOf(
  account: AccountToOpen,
  hosts: Readonly<Record<string, string>>,
  rate: Rate,
  { simulatorPath = "", maxUrlLength }: { simulatorPath?: string; maxUrlLength?: number } = {},
): Result<Route, RegistrarFailure> {
  const limit = maxUrlLength ? { maxUrlLength } : {};
  if (account.endpoint === "simulator") {
    const origin = simulatorOrigin(account);
    if (!origin.ok) return origin;
    const policy = hostPolicy({
      hosts: [],
      simulatorOrigin: origin.value,
      mode: account.mode,
      ...limit,
    });
    return ok({ origin: origin.value + simulatorPath, policy });
  }
  const host = Object.hasOwn(hosts, account.endpoint) ? hosts[account.endpoint] : undefined;
  if (!host) return refused("unsupported", "This endpoint does not exist.");
  const origin = `https://${host}`;
  const policy = hostPolicy({ hosts: [host], mode: account.mode, ...limit });
  return ok({ origin, policy, pacer: pacerFor(origin, rate) });
}

function simulatorOrigin({ mode, simulatorUrl }: AccountToOpen): Result<string, RegistrarFailure> {
  if (mode !== "demo") return refused("blocked", "Simulated accounts work in the demo only.");
  const url = simulatorUrl === null ? null : URL.parse(simulatorUrl);
  return url ? ok(url.origin) : refused("blocked", "The registrar simulator is not running.");
}
