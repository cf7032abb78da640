import { err, ok, type Result } from "../kernel/result";
import { type EgressProxy, type ProxyRoute, proxyRoute } from "../outbound/egress-proxy";
import type { Gate, Lane } from "../outbound/gate";
import { type HostPolicy, hostPolicy } from "../outbound/host-policy";
import type { Turns } from "../turns/turns";
import type { RegistrarFailure, RegistrarGateway } from "./gateway";
import type { RegistrarRate } from "./rates";

export type AccountToOpen = {
  readonly registrar: string;
  /** "production", "sandbox" or "simulator". */
  readonly endpoint: string;
  /** As it was sealed; each registrar checks its own. */
  readonly credential: unknown;
  readonly simulatorUrl: string | null;
  readonly mode: "demo" | "production";
  /** Makes the gate that stands before an endpoint; without it nothing is held back. */
  readonly gateFor?: (endpoint: string, rate: RegistrarRate, scope: RateScope) => Gate;
  /** Makes the line of all processes for what only `most` may do at once; without it each process counts alone. */
  readonly turnsFor?: (key: string, most: number) => Turns;
  /** Whether reads that fail in passing are tried again. */
  readonly retriesReads?: boolean;
  /** The proxy through which the registrar is reached; without one it is reached directly. */
  readonly egressProxy?: EgressProxy;
  /** Hosts of proxies that the operator opened, whatever their addresses are. */
  readonly egressProxyHosts?: readonly string[];
  /** Who asks. Background work comes in numbers. */
  readonly lane?: Lane;
  /** Replaces the usual patience with a registrar. */
  readonly timeouts?: {
    readonly connectMs?: number;
    readonly readMs?: number;
    readonly paidMs?: number;
  };
};

/** Makes the gateway of one registrar for an account, or says why it cannot be. */
export type Opener = (account: AccountToOpen) => Result<RegistrarGateway, RegistrarFailure>;

/** A refusal of our own, before any byte left. */
export const refused = (code: RegistrarFailure["code"], message: string) =>
  err<RegistrarFailure>({ code, effect: "none", message });

/** Whose rate it is: each account's own, or one for everybody who calls the address from here. */
export type RateScope = "account" | "address";

/** The way to one endpoint: its origin, where its client may go and through what, how fast, and that reads are tried again. */
export type Route = {
  readonly origin: string;
  readonly policy: HostPolicy;
  readonly lane: Lane;
  readonly gate?: Gate;
  readonly proxy?: ProxyRoute;
  readonly retriesReads: boolean;
};

type RouteOptions = {
  readonly simulatorPath?: string;
  readonly maxUrlLength?: number;
  readonly rateScope?: RateScope;
};

/**
 * The way to an account's endpoint. The simulator stands in for every host of its registrar, below
 * `simulatorPath`, in demo mode alone.
 *
 * @param hosts by endpoint, with the port where it is not 443
 */
export function routeOf(
  account: AccountToOpen,
  hosts: Readonly<Record<string, string>>,
  rate: RegistrarRate,
  { simulatorPath = "", maxUrlLength, rateScope = "account" }: RouteOptions = {},
): Result<Route, RegistrarFailure> {
  const origin = originOf(account, hosts);
  if (!origin.ok) return origin;
  const proxy = proxyOf(account);
  if (!proxy.ok) return proxy;
  const { host } = new URL(origin.value);
  const isSimulator = account.endpoint === "simulator";
  const policy = hostPolicy({
    hosts: isSimulator ? [] : [host],
    simulatorOrigin: isSimulator ? origin.value : null,
    mode: account.mode,
    ...(maxUrlLength ? { maxUrlLength } : {}),
  });
  const gate = account.gateFor?.(host, isSimulator ? SIMULATED_RATE : rate, rateScope);
  return ok({
    origin: isSimulator ? origin.value + simulatorPath : origin.value,
    policy,
    lane: account.lane ?? "interactive",
    retriesReads: account.retriesReads ?? false,
    ...(gate ? { gate } : {}),
    ...(proxy.value ? { proxy: proxy.value } : {}),
  });
}

function proxyOf({
  egressProxy,
  egressProxyHosts = [],
}: AccountToOpen): Result<ProxyRoute | null, RegistrarFailure> {
  if (!egressProxy) return ok(null);
  const route = proxyRoute(egressProxy, egressProxyHosts);
  if (route.ok) return route;
  return refused(
    "blocked",
    route.error === "ip_address"
      ? "The proxy's address is not one of the open Internet. An operator can allow its host in EGRESS_PROXY_HOSTS."
      : "The proxy of this account cannot be used; enter its address again.",
  );
}

/** The simulator limits its callers itself. */
const SIMULATED_RATE: RegistrarRate = {
  requestsPerMinute: 600_000,
  burst: 10_000,
  documentedPerMinute: null,
  source: "the simulator, which limits its callers itself",
};

function originOf(
  account: AccountToOpen,
  hosts: Readonly<Record<string, string>>,
): Result<string, RegistrarFailure> {
  if (account.endpoint === "simulator") return simulatorOrigin(account);
  const host = Object.hasOwn(hosts, account.endpoint) ? hosts[account.endpoint] : undefined;
  return host ? ok(`https://${host}`) : refused("unsupported", "This endpoint does not exist.");
}

function simulatorOrigin({ mode, simulatorUrl }: AccountToOpen): Result<string, RegistrarFailure> {
  if (mode !== "demo") return refused("blocked", "Simulated accounts work in the demo only.");
  const url = simulatorUrl === null ? null : URL.parse(simulatorUrl);
  return url ? ok(url.origin) : refused("blocked", "The registrar simulator is not running.");
}
