import { ok } from "../kernel/result";
import { CAPABILITIES, type RegistrarGateway } from "../registrars/gateway";
import { manualGateway } from "../registrars/manual/gateway";
import type { RegistrarGateways } from "../registrars/open-gateway";

const NO = { supported: false, reason: "not in this test" } as const;
const YES = { supported: true } as const;

/** A registrar that can do what is listed, and refuses everything else. */
export const registrarWith = (
  can: readonly (typeof CAPABILITIES)[number][],
  methods: Partial<RegistrarGateway> = {},
): RegistrarGateway => ({
  ...manualGateway(),
  capabilities: Object.fromEntries(
    CAPABILITIES.map((one) => [one, can.includes(one) ? YES : NO]),
  ) as RegistrarGateway["capabilities"],
  ...methods,
});

/** Ways to accounts kept by hand, and to the given registrars by their kind. */
export const importRegistrars = (
  others: Readonly<Record<string, RegistrarGateway>> = {},
): RegistrarGateways => ({
  open: ({ registrar }) => ok(others[registrar] ?? manualGateway()),
});
