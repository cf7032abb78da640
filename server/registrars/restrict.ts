import { err } from "../kernel/result";
import {
  CAPABILITIES,
  type Capability,
  type CapabilityFlag,
  type RegistrarGateway,
} from "./gateway";
import { methodsOf, WRITES } from "./methods";

/** What an account may be used for, whatever its registrar could do. */
export type Restriction = { readonly mode: string; readonly paidCallsAt: string | null };

const READ_ONLY = "This account is read-only in Namekeep. An administrator can allow changes.";
const UNPAID =
  "Calls that cost money are not allowed for this account. An administrator can allow them.";

const PAID: readonly Capability[] = ["register", "renew", "transfer_in"];

const CHANGES = CAPABILITIES.filter((one) => methodsOf(one).some((method) => WRITES.has(method)));

function reasonsOf({ mode, paidCallsAt }: Restriction): ReadonlyMap<Capability, string> {
  if (mode !== "full") return new Map(CHANGES.map((capability) => [capability, READ_ONLY]));
  return new Map(paidCallsAt ? [] : PAID.map((capability) => [capability, UNPAID]));
}

/** Why an account may not be used for a thing, whatever its registrar can do; null when it may. */
export const restrictionOn = (capability: Capability, account: Restriction): string | null =>
  reasonsOf(account).get(capability) ?? null;

/**
 * The same gateway, without what the account may not be used for: a method that changes something calls
 * nobody then and answers `forbidden`, and its flag says why. Readings stay. What the registrar lacks
 * anyway keeps its own reason.
 */
export function restricted(gateway: RegistrarGateway, account: Restriction): RegistrarGateway {
  const reasons = [...reasonsOf(account)];
  const flags = reasons
    .filter(([capability]) => gateway.capabilities[capability].supported)
    .map(([capability, reason]): [Capability, CapabilityFlag] => [
      capability,
      { supported: false, reason },
    ]);
  const methods = reasons.flatMap(([capability, message]) =>
    methodsOf(capability)
      .filter((method) => WRITES.has(method))
      .map((method) => [
        method,
        async () => err({ code: "forbidden", effect: "none", message } as const),
      ]),
  );
  return {
    ...gateway,
    ...Object.fromEntries(methods),
    capabilities: { ...gateway.capabilities, ...Object.fromEntries(flags) },
  };
}
