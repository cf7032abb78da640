import { ContactCards } from "../contact-cards";
import type { RegistrarGateway } from "../gateway";
import { flagsOf, unsupported } from "../methods";
import type { DynadotAccount } from "./account";
import { checkAvailabilityOf } from "./check-many";
import { readContacts, readInFull, updateContacts } from "./contacts";
import { listDomains, readDomain } from "./domains";
import { createHost, deleteHost, listHosts, updateHost } from "./hosts";
import { updateNameservers } from "./nameservers";
import { register, renew } from "./orders";
import { readPrices } from "./prices";
import { dynadotRecords } from "./records";
import { checkAvailability } from "./search";
import { readAuthCode, setAutoRenew, setPrivacy, setTransferLock } from "./settings";
import { readPriceList } from "./tld-prices";
import {
  answerTransferOut,
  cancelTransferIn,
  readTransferIn,
  readTransfersOut,
  relaunchTransferIn,
  transferIn,
} from "./transfers";

/** What neither API is known to do, and what to do instead. */
const LACKING = {
  transfer_in_mail:
    "Dynadot's API sends no mail about a transfer again; its control panel does, under the order.",
  dnssec: "DNSSEC keys are kept in Dynadot's control panel.",
} as const;

const FLAGS = flagsOf(LACKING);

/**
 * One account at Dynadot: REST v2, and API3 for what only it documents (contacts, hosts, price checks,
 * TLD prices, searches for a hundred names). A purchase asks for the price first and is refused here
 * when it is above the expected one.
 */
export function dynadotGateway(account: DynadotAccount): RegistrarGateway {
  const cards = new ContactCards();
  return {
    registrar: "dynadot",
    capabilities: FLAGS,
    ...unsupported(LACKING),
    listDomains: (request) => listDomains(account, request),
    readDomain: (name, signal) => readDomain(account, name, signal),
    checkAvailability: (name) => checkAvailability(account, name),
    checkAvailabilityOf: (names, asking) => checkAvailabilityOf(account, names, asking),
    readPrices: (request) => readPrices(account, request),
    readPriceList: (request) => readPriceList(account, request),
    register: (order) => register(account, order),
    renew: (order) => renew(account, order),
    transferIn: (order) => transferIn(account, order),
    readTransferIn: (name) => readTransferIn(account, name),
    updateNameservers: (request) => updateNameservers(account, request),
    setTransferLock: (request) => setTransferLock(account, request),
    setAutoRenew: (request) => setAutoRenew(account, request),
    setPrivacy: (request) => setPrivacy(account, request),
    updateContacts: (request) => updateContacts(account, request),
    readContacts: (name) => readContacts(account, name),
    readInFull: (name, signal) => readInFull(account, cards, name, signal),
    readAuthCode: (name) => readAuthCode(account, name),
    cancelTransferIn: (request) => cancelTransferIn(account, request),
    relaunchTransferIn: (request) => relaunchTransferIn(account, request),
    readTransfersOut: (name, signal) => readTransfersOut(account, name, signal),
    approveTransferOut: (request) => answerTransferOut(account, request, true),
    rejectTransferOut: (request) => answerTransferOut(account, request, false),
    listHosts: (request) => listHosts(account, request),
    createHost: (request) => createHost(account, request),
    updateHost: (request) => updateHost(account, request),
    deleteHost: (request) => deleteHost(account, request),
    ...dynadotRecords(account.dns),
  };
}
