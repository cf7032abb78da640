import type { RegistrarGateway } from "../gateway";
import { flagsOf, unsupported } from "../methods";
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

/** What this adapter does not do, and where it is done instead. */
const LACKING = {
  transfer_in_cancel: "A transfer under way is cancelled in Dynadot's control panel.",
  transfer_in_mail: "The mail about a transfer is sent again from Dynadot's control panel.",
  transfer_in_relaunch: "A transfer that has stopped is taken up again in Dynadot's control panel.",
  transfer_out: "Requests of other registrars are answered in Dynadot's control panel.",
  hosts: "Glue hosts are kept in Dynadot's control panel.",
  dns: "Records are kept in Dynadot's control panel.",
  dnssec: "DNSSEC keys are kept in Dynadot's control panel.",
} as const;

const FLAGS = flagsOf(LACKING);

/**
 * One account at Dynadot: REST v2, and API3 for what only it documents (contacts, hosts, price checks,
 * TLD prices, searches for a hundred names). A purchase asks for the price first and is refused here
 * when it is above the expected one.
 */
export function dynadotGateway(account: DynadotAccount): RegistrarGateway {
  return {
    registrar: "dynadot",
    capabilities: FLAGS,
    ...unsupported(LACKING),
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
