import type { RegistrarGateway } from "../gateway";
import { flagsOf, unsupported } from "../methods";
import type { ResellerClubAccount } from "./account";
import { checkAvailability, checkAvailabilityOf } from "./available";
import { updateContacts } from "./contacts";
import { listDomains, readAuthCode, readDomain } from "./domains";
import { NO_CUSTOMER, register, renew } from "./orders";
import { readPrices } from "./prices";
import { setTransferLock, updateNameservers } from "./settings";
import { readTransferIn, transferIn } from "./transfers";

const NO_AUTO_RENEW =
  "ResellerClub's API sets auto-renew with an order only; change it in ResellerClub's panel.";

/** What this adapter does not do, and where it is done instead. */
const LACKING = {
  transfer_in_cancel: "A transfer under way is cancelled in ResellerClub's panel.",
  transfer_in_mail: "The mail about a transfer is sent again from ResellerClub's panel.",
  transfer_in_relaunch: "A transfer that has stopped is taken up again in ResellerClub's panel.",
  transfer_out: "Requests of other registrars are answered in ResellerClub's panel.",
  hosts: "Glue hosts are kept in ResellerClub's panel.",
  dns: "Records are kept in ResellerClub's panel.",
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
    register: (request) => register(account, request),
    renew: (request) => renew(account, request),
    transferIn: (request) => transferIn(account, request),
    readTransferIn: (name) => readTransferIn(account, name),
    updateNameservers: (request) => updateNameservers(account, request),
    setTransferLock: (request) => setTransferLock(account, request),
    updateContacts: (request) => updateContacts(account, request),
    readAuthCode: (name) => readAuthCode(account, name),
  };
}
