import { z } from "zod";
import type { RegistrarGateways } from "../registrars/open-gateway";
import type { AccountToOpen } from "../registrars/opener";
import { gatewayFor } from "../registrars/registry";

const Credential = z.record(z.string(), z.string());

/** What a test account holds instead of a sealed credential. */
export const openCredential = (token: string): string => JSON.stringify({ token });

/** The way to a running simulator through the real gateway, for accounts whose credential stands open. */
export const simulatedRegistrars = (
  simulatorUrl: string,
  timeouts: NonNullable<AccountToOpen["timeouts"]> = {},
): RegistrarGateways => ({
  open: ({ registrar, credential }) =>
    gatewayFor({
      registrar,
      endpoint: "simulator",
      credential: Credential.parse(JSON.parse(credential)),
      simulatorUrl,
      mode: "demo",
      timeouts,
    }),
});
