import {
  CAPABILITIES,
  type Capability,
  type CapabilityFlag,
  type RegistrarGateway,
} from "../gateway";
import type { DynadotAccount } from "./account";
import { checkAvailabilityOf } from "./check-many";
import { updateContacts } from "./contacts";
import { listDomains, readDomain } from "./domains";
import { updateNameservers } from "./nameservers";
import { register, renew } from "./orders";
import { readPrices } from "./prices";
import { checkAvailability } from "./search";
import { readAuthCode, setAutoRenew, setTransferLock } from "./settings";
import { readTransferIn, transferIn } from "./transfers";

const ALL = Object.fromEntries(
  CAPABILITIES.map((capability) => [capability, { supported: true }]),
) as Readonly<Record<Capability, CapabilityFlag>>;

/**
 * One account at Dynadot: REST v2, and API3 for what only it documents (contacts, hosts, price checks,
 * TLD prices, searches for a hundred names). A purchase asks for the price first and is refused here
 * when it is above the expected one.
 */
export function dynadotGateway(account: DynadotAccount): RegistrarGateway {
  return {
    registrar: "dynadot",
    capabilities: ALL,
    listDomains: (request) => listDomains(account, request),
    readDomain: (name, signal) => readDomain(account, name, signal),
    checkAvailability: (name) => checkAvailability(account, name),
    checkAvailabilityOf: (names, asking) => checkAvailabilityOf(account, names, asking),
    readPrices: (request) => readPrices(account, request),
    register: (order) => register(account, order),
    renew: (order) => renew(account, order),
    transferIn: (order) => transferIn(account, order),
    readTransferIn: (name) => readTransferIn(account, name),
    updateNameservers: (request) => updateNameservers(account, request),
    setTransferLock: (request) => setTransferLock(account, request),
    setAutoRenew: (request) => setAutoRenew(account, request),
    updateContacts: (request) => updateContacts(account, request),
    readAuthCode: (name) => readAuthCode(account, name),
  };
}
