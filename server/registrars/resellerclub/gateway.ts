import type { RegistrarGateway } from "../gateway";
import { flagsOf, unsupported } from "../methods";
import type { ResellerClubAccount } from "./account";
import { checkAvailability, checkAvailabilityOf } from "./available";
import { readContacts, readInFull, updateContacts } from "./contacts";
import { listDomains, readAuthCode, readDomain } from "./domains";
import { createHost, deleteHost, listHosts, updateHost } from "./hosts";
import { NO_CUSTOMER, register, renew } from "./orders";
import { readPriceList, readPrices } from "./prices";
import { setPrivacy, setTransferLock, updateNameservers } from "./settings";
import {
  cancelTransferIn,
  readTransferIn,
  relaunchTransferIn,
  resendTransferMail,
  transferIn,
} from "./transfers";

const NO_AUTO_RENEW =
  "ResellerClub's API sets auto-renew with an order only; change it in ResellerClub's panel.";

/** What the API has no call for, and what to do instead. */
const LACKING = {
  transfer_out:
    "ResellerClub asks the holder by e-mail whether a name may leave; its API cannot answer for them.",
  dns: "Records are kept by ResellerClub's DNS service, in its panel.",
  dnssec: "DNSSEC keys are kept in ResellerClub's panel.",
} as const;

const reasonsOf = ({ customerId }: ResellerClubAccount) => ({
  ...LACKING,
  auto_renew: NO_AUTO_RENEW,
  ...(customerId ? {} : { register: NO_CUSTOMER, transfer_in: NO_CUSTOMER }),
});

/**
 * One reseller account at ResellerClub. Prices are what the reseller pays. A purchase is held against
 * the price list first and is refused here when it is above the expected price.
 */
export function resellerClubGateway(account: ResellerClubAccount): RegistrarGateway {
  return {
    registrar: "resellerclub",
    capabilities: flagsOf(reasonsOf(account)),
    ...unsupported({ ...LACKING, auto_renew: NO_AUTO_RENEW }),
    listDomains: (request) => listDomains(account, request),
    readDomain: (name, signal) => readDomain(account, name, signal),
    checkAvailability: (name) => checkAvailability(account, name),
    checkAvailabilityOf: (names, asking) => checkAvailabilityOf(account, names, asking),
    readPrices: (request) => readPrices(account, request),
    readPriceList: (request) => readPriceList(account, request),
    register: (request) => register(account, request),
    renew: (request) => renew(account, request),
    transferIn: (request) => transferIn(account, request),
    readTransferIn: (name) => readTransferIn(account, name),
    updateNameservers: (request) => updateNameservers(account, request),
    setTransferLock: (request) => setTransferLock(account, request),
    setPrivacy: (request) => setPrivacy(account, request),
    updateContacts: (request) => updateContacts(account, request),
    readContacts: (name) => readContacts(account, name),
    readInFull: (name, signal) => readInFull(account, name, signal),
    readAuthCode: (name) => readAuthCode(account, name),
    cancelTransferIn: (request) => cancelTransferIn(account, request),
    resendTransferMail: (request) => resendTransferMail(account, request),
    relaunchTransferIn: (request) => relaunchTransferIn(account, request),
    listHosts: (request) => listHosts(account, request),
    createHost: (request) => createHost(account, request),
    updateHost: (request) => updateHost(account, request),
    deleteHost: (request) => deleteHost(account, request),
  };
}
