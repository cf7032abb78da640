import { err, ok } from "../../kernel/result";
import type { OutboundClient } from "../../outbound/call";
import type { Capability, CapabilityFlag, RegistrarFailure, RegistrarGateway } from "../gateway";
import { checkAvailability, checkAvailabilityOf } from "./availability";
import { readTransferIn, renew, transferIn, updateNameservers } from "./changes";
import { domainInfo } from "./domain-info";
import { register } from "./register";
import { updateContacts } from "./update-contacts";

/** What ROTLD has no command for, and what to do instead. */
const REASONS = {
  list: "ROTLD has no command that lists names. Import the names once, from its web panel; each is then read by itself.",
  prices: "ROTLD tells no prices. Enter those of your contract.",
  lock: "The .ro registry has no transfer lock: the holder's authorisation key guards the name.",
  auto_renew: "The .ro registry renews no name by itself; renew it here before it expires.",
  auth_code: "ROTLD gives the authorisation key to the holder alone, never to the registrar.",
} as const satisfies Partial<Record<Capability, string>>;

const YES: CapabilityFlag = { supported: true };
const no = (capability: keyof typeof REASONS): CapabilityFlag => ({
  supported: false,
  reason: REASONS[capability],
});
const refusing = (capability: keyof typeof REASONS) => {
  const refusal: RegistrarFailure = {
    code: "unsupported",
    effect: "none",
    message: REASONS[capability],
  };
  return async () => err(refusal);
};

const CAPABILITIES: RegistrarGateway["capabilities"] = {
  list: no("list"),
  info: YES,
  availability: YES,
  prices: no("prices"),
  register: YES,
  renew: YES,
  transfer_in: YES,
  nameservers: YES,
  lock: no("lock"),
  auto_renew: no("auto_renew"),
  contacts: YES,
  auth_code: no("auth_code"),
};

/**
 * One registrar account at ROTLD, the .ro registry, REST 2. It quotes no prices, so what a change
 * costs cannot be held against what was expected.
 *
 * @param account.now tells which numbers of the trade register can exist
 */
export function rotldGateway({
  api,
  now,
}: {
  readonly api: OutboundClient;
  readonly now: () => Date;
}): RegistrarGateway {
  return {
    registrar: "rotld",
    capabilities: CAPABILITIES,
    listDomains: refusing("list"),
    readDomain: async (name, signal) => {
      const told = await domainInfo(api, name, signal);
      return told.ok ? ok(told.value.domain) : told;
    },
    checkAvailability: (name) => checkAvailability(api, name),
    checkAvailabilityOf: (names, asking) => checkAvailabilityOf(api, names, asking),
    readPrices: refusing("prices"),
    register: (request) => register(api, request, now()),
    renew: (request) => renew(api, request),
    transferIn: (request) => transferIn(api, request),
    readTransferIn: (name) => readTransferIn(api, name),
    updateNameservers: (request) => updateNameservers(api, request),
    setTransferLock: refusing("lock"),
    setAutoRenew: refusing("auto_renew"),
    updateContacts: ({ name, contacts }) => updateContacts(api, name, contacts),
    readAuthCode: refusing("auth_code"),
  };
}
