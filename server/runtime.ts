import { database } from "@/db/runtime";
import { dnsBy, placeOf, settingsFor } from "./dns/port";
import type { ServiceContext } from "./kernel/context";
import { environment } from "./kernel/env";
import { err, ok } from "./kernel/result";
import { SealError, unseal } from "./kernel/seal";
import type { EgressProxy } from "./outbound/egress-proxy";
import type { Gate, Lane } from "./outbound/gate";
import { sharedGate } from "./outbound/shared-gate";
import type { OpenableAccount, RegistrarGateways } from "./registrars/open-gateway";
import type { AccountToOpen } from "./registrars/opener";
import { type PacedEndpoint, pacedEndpoint } from "./registrars/paces";
import { gatewayFor } from "./registrars/registry";
import { restricted } from "./registrars/restrict";
import { sharedTurns } from "./turns/turns";

/** Where a registrar account's credential is sealed to. */
export const credentialPlace = (accountId: string): string =>
  `registrar_accounts|credential|${accountId}`;

/** Where the password of an account's proxy is sealed to. */
export const proxyPasswordPlace = (accountId: string): string =>
  `registrar_accounts|proxy_password|${accountId}`;

type GateFor = NonNullable<AccountToOpen["gateFor"]>;

/** Gates in the database: what one process learns of an endpoint, all know. */
const gatesOf =
  (account: OpenableAccount, lane: Lane): GateFor =>
  (endpoint, usual, scope) => {
    const { paces } = pacedEndpoint(account, endpoint, usual, scope);
    const gates = paces.map(({ key, rate }, index) =>
      sharedGate(database(), {
        accountId: account.id,
        // The breaker belongs to the last gate; those before it only count.
        endpoint: index === paces.length - 1 ? endpoint : `${endpoint}|pace`,
        rate,
        rateKey: key,
        lane,
      }),
    );
    return gates.reduce(inTurn);
  };

/** Both gates must let a call through, the first one first; but none of its places is used up for an open breaker. */
const inTurn = (first: Gate, second: Gate): Gate => {
  const closedNow = async () => (await second.closedNow?.()) ?? null;
  return {
    closedNow,
    enter: async (signal) => {
      const closed = await closedNow();
      if (closed) return closed;
      const entry = await first.enter(signal);
      return entry.isOpen ? second.enter(signal) : entry;
    },
  };
};

/** The proxy of an account, its password opened for the call alone. */
function proxyOf({ id, proxyUrl, proxyUsername, proxyPassword }: OpenableAccount): {
  egressProxy?: EgressProxy;
} {
  if (!proxyUrl) return {};
  const { byVersion } = environment().credentialKeys;
  const password = proxyPassword && unseal(byVersion, proxyPassword, proxyPasswordPlace(id));
  return {
    egressProxy: {
      url: proxyUrl,
      ...(proxyUsername ? { username: proxyUsername } : {}),
      ...(password ? { password } : {}),
    },
  };
}

/** @throws SealError when something sealed cannot be opened */
function openWith(account: OpenableAccount, lane: Lane, gateFor: GateFor) {
  const { id, registrar, endpoint, credential } = account;
  const { credentialKeys, egressProxyHosts, mode, simulatorUrl } = environment();
  // An account kept by hand has no key, so there is none to open.
  const opened: unknown =
    registrar === "manual"
      ? null
      : JSON.parse(unseal(credentialKeys.byVersion, credential, credentialPlace(id)));
  return gatewayFor({
    registrar,
    endpoint,
    credential: opened,
    simulatorUrl: simulatorUrl ?? null,
    mode,
    lane,
    egressProxyHosts,
    ...proxyOf(account),
    gateFor,
    turnsFor: (key, most) => sharedTurns(database(), key, most),
    retriesReads: true,
  });
}

const registrars: RegistrarGateways = {
  open(account, lane = "interactive") {
    try {
      const gateway = openWith(account, lane, gatesOf(account, lane));
      const { mode: use = "read_only", paidCallsAt = null } = account;
      return gateway.ok ? ok(restricted(gateway.value, { mode: use, paidCallsAt })) : gateway;
    } catch (error) {
      if (!(error instanceof SealError)) throw error;
      return err({ code: "auth_failed", effect: "none", message: error.message });
    }
  },
};

const CLOSED: Gate = {
  enter: async () => ({ isOpen: false, reason: "rate", retryAfterSeconds: 1 }),
};

/** The endpoints that an account's calls go to, with their rates; none for one that cannot be opened. Calls nobody. */
export function endpointsOf(account: OpenableAccount): readonly PacedEndpoint[] {
  const found: PacedEndpoint[] = [];
  const note: GateFor = (endpoint, usual, scope) => {
    found.push(pacedEndpoint(account, endpoint, usual, scope));
    return CLOSED;
  };
  try {
    openWith(account, "interactive", note);
  } catch (error) {
    if (!(error instanceof SealError)) throw error;
  }
  return found;
}

/** A demo asks nobody but its simulator, unless resolvers are named. */
const dns = dnsBy(() => {
  const { mode, dnsResolvers, simulatorUrl } = environment();
  const simulator = simulatorUrl ? new URL(simulatorUrl).host : null;
  const isPlayed = mode === "demo" && simulator !== null && dnsResolvers[0] === simulator;
  return settingsFor(dnsResolvers, isPlayed ? placeOf(simulator) : null);
});

/** What every context of this process shares: the database, the clock, the ways to registrars and the DNS. */
export const baseContext = (): Pick<ServiceContext, "db" | "now" | "registrars" | "dns"> => ({
  db: database(),
  now: () => new Date(),
  registrars,
  dns,
});
