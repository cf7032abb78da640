import { database } from "@/db/runtime";
import type { ServiceContext } from "./kernel/context";
import { environment } from "./kernel/env";
import { err, ok } from "./kernel/result";
import { SealError, unseal } from "./kernel/seal";
import type { Lane } from "./outbound/gate";
import { sharedGate } from "./outbound/shared-gate";
import type { RegistrarGateways } from "./registrars/open-gateway";
import type { AccountToOpen } from "./registrars/opener";
import { gatewayFor } from "./registrars/registry";
import { restricted } from "./registrars/restrict";

/** Where a registrar account's credential is sealed to. */
export const credentialPlace = (accountId: string): string =>
  `registrar_accounts|credential|${accountId}`;

/** Gates in the database: what one process learns of an endpoint, all know. */
const gatesOf =
  (accountId: string, lane: Lane): NonNullable<AccountToOpen["gateFor"]> =>
  (endpoint, rate, scope) =>
    sharedGate(database(), {
      accountId,
      endpoint,
      rate,
      rateKey: scope === "account" ? `${accountId}|${endpoint}` : endpoint,
      lane,
    });

const registrars: RegistrarGateways = {
  open(account, lane = "interactive") {
    const { id, registrar, endpoint, credential } = account;
    const { credentialKeys, egressProxyHosts, mode, simulatorUrl } = environment();
    try {
      const opened: unknown = JSON.parse(
        unseal(credentialKeys.byVersion, credential, credentialPlace(id)),
      );
      const gateway = gatewayFor({
        registrar,
        endpoint,
        credential: opened,
        simulatorUrl: simulatorUrl ?? null,
        mode,
        lane,
        egressProxyHosts,
        gateFor: gatesOf(id, lane),
        retriesReads: true,
      });
      const { mode: use = "read_only", paidCallsAt = null } = account;
      return gateway.ok ? ok(restricted(gateway.value, { mode: use, paidCallsAt })) : gateway;
    } catch (error) {
      if (!(error instanceof SealError)) throw error;
      return err({ code: "auth_failed", effect: "none", message: error.message });
    }
  },
};

/** What every context of this process shares: the database, the clock, the way to registrars. */
export const baseContext = (): Pick<ServiceContext, "db" | "now" | "registrars"> => ({
  db: database(),
  now: () => new Date(),
  registrars,
});
