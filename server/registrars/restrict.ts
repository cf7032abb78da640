import { err } from "../kernel/result";
import type { Capability, CapabilityFlag, RegistrarGateway } from "./gateway";

/** What an account may be used for, whatever its registrar could do. */
export type Restriction = { readonly mode: string; readonly paidCallsAt: string | null };

const READ_ONLY = "This account is read-only in Namekeep. An administrator can allow changes.";
const UNPAID =
  "Calls that cost money are not allowed for this account. An administrator can allow them.";

const PAID = ["register", "renew", "transfer_in"] as const satisfies readonly Capability[];
const CHANGES = [
  "nameservers",
  "lock",
  "auto_renew",
  "contacts",
  "auth_code",
] as const satisfies readonly Capability[];

const METHODS = {
  register: "register",
  renew: "renew",
  transfer_in: "transferIn",
  nameservers: "updateNameservers",
  lock: "setTransferLock",
  auto_renew: "setAutoRenew",
  contacts: "updateContacts",
  auth_code: "readAuthCode",
} as const satisfies Partial<Record<Capability, keyof RegistrarGateway>>;

function reasonsOf({ mode, paidCallsAt }: Restriction): ReadonlyMap<keyof typeof METHODS, string> {
  if (mode !== "full")
    return new Map([...PAID, ...CHANGES].map((capability) => [capability, READ_ONLY] as const));
  return new Map(paidCallsAt ? [] : PAID.map((capability) => [capability, UNPAID] as const));
}

/** Why an account may not be used for a thing, whatever its registrar can do; null when it may. */
export const restrictionOn = (capability: Capability, account: Restriction): string | null =>
  new Map<Capability, string>(reasonsOf(account)).get(capability) ?? null;

/**
 * The same gateway, without what the account may not be used for: such a method calls nobody and
 * answers `forbidden`, and its flag says why. What the registrar lacks anyway keeps its own reason.
 */
export function restricted(gateway: RegistrarGateway, account: Restriction): RegistrarGateway {
  const reasons = [...reasonsOf(account)];
  const flags = reasons
    .filter(([capability]) => gateway.capabilities[capability].supported)
    .map(([capability, reason]): [Capability, CapabilityFlag] => [
      capability,
      { supported: false, reason },
    ]);
  const methods = reasons.map(([capability, message]) => [
    METHODS[capability],
    async () => err({ code: "forbidden", effect: "none", message } as const),
  ]);
  return {
    ...gateway,
    ...Object.fromEntries(methods),
    capabilities: { ...gateway.capabilities, ...Object.fromEntries(flags) },
  };
}
