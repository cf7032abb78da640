import { err } from "../../kernel/result";
import {
  CAPABILITIES,
  type Capability,
  type CapabilityFlag,
  type RegistrarGateway,
} from "../gateway";
import type { ResellerClubAccount } from "./account";
import { checkAvailability, checkAvailabilityOf } from "./available";
import { updateContacts } from "./contacts";
import { listDomains, readAuthCode, readDomain } from "./domains";
import { refusal } from "./errors";
import { NO_CUSTOMER, register, renew } from "./orders";
import { readPrices } from "./prices";
import { setTransferLock, updateNameservers } from "./settings";
import { readTransferIn, transferIn } from "./transfers";

const NO_AUTO_RENEW =
  "ResellerClub's API sets auto-renew with an order only; change it in ResellerClub's panel.";

const yes: CapabilityFlag = { supported: true };
const no = (reason: string): CapabilityFlag => ({ supported: false, reason });

function capabilitiesOf({ customerId }: ResellerClubAccount) {
  const all = Object.fromEntries(CAPABILITIES.map((one) => [one, yes])) as Record<
    Capability,
    CapabilityFlag
  >;
  const ordering = customerId ? yes : no(NO_CUSTOMER);
  return { ...all, register: ordering, transfer_in: ordering, auto_renew: no(NO_AUTO_RENEW) };
}

/**
 * One reseller account at ResellerClub. Prices are what the reseller pays. A purchase is held against
 * the price list first and is refused here when it is above the expected price.
 */
export function resellerClubGateway(account: ResellerClubAccount): RegistrarGateway {
  return {
    registrar: "resellerclub",
    capabilities: capabilitiesOf(account),
    listDomains: (request) => listDomains(account, request),
    readDomain: (name, signal) => readDomain(account, name, signal),
    checkAvailability: (name) => checkAvailability(account, name),
    checkAvailabilityOf: (names, asking) => checkAvailabilityOf(account, names, asking),
    readPrices: (request) => readPrices(account, request),
    register: (request) => register(account, request),
    renew: (request) => renew(account, request),
    transferIn: (request) => transferIn(account, request),
    readTransferIn: (name) => readTransferIn(account, name),
    updateNameservers: (request) => updateNameservers(account, request),
    setTransferLock: (request) => setTransferLock(account, request),
    setAutoRenew: async () => err(refusal("unsupported", NO_AUTO_RENEW)),
    updateContacts: (request) => updateContacts(account, request),
    readAuthCode: (name) => readAuthCode(account, name),
  };
}
