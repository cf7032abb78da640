import { database } from "@/db/runtime";
import type { ServiceContext } from "./kernel/context";
import { environment } from "./kernel/env";
import { err } from "./kernel/result";
import { SealError, unseal } from "./kernel/seal";
import type { RegistrarGateways } from "./registrars/open-gateway";
import { gatewayFor } from "./registrars/registry";

/** Where a registrar account's credential is sealed to. */
export const credentialPlace = (accountId: string): string =>
  `registrar_accounts|credential|${accountId}`;

const registrars: RegistrarGateways = {
  open({ id, registrar, endpoint, credential }) {
    const { credentialKeys, mode, simulatorUrl } = environment();
    try {
      const opened: unknown = JSON.parse(
        unseal(credentialKeys.byVersion, credential, credentialPlace(id)),
      );
      return gatewayFor({
        registrar,
        endpoint,
        credential: opened,
        simulatorUrl: simulatorUrl ?? null,
        mode,
      });
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
