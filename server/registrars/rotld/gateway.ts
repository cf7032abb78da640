import { ok } from "../../kernel/result";
import type { OutboundClient } from "../../outbound/call";
import { ContactCards } from "../contact-cards";
import type { Capability, RegistrarGateway } from "../gateway";
import { flagsOf, unsupported } from "../methods";
import { checkAvailability, checkAvailabilityOf } from "./availability";
import { readTransferIn, renew, transferIn, updateNameservers } from "./changes";
import { domainInfo } from "./domain-info";
import { deleteDs, readDs, setDs } from "./ds-data";
import { deleteHost, listHosts, setHost } from "./hosts";
import { register } from "./register";
import { readContacts, readInFull, updateContacts } from "./update-contacts";

/** What ROTLD has no command for, and what to do instead. */
const REASONS = {
  list: "ROTLD has no command that lists names. Import the names once, from its web panel; each is then read by itself.",
  prices: "ROTLD tells no prices. Enter those of your contract.",
  price_list: "ROTLD tells no prices. Enter those of your contract.",
  lock: "The .ro registry has no transfer lock: the holder's authorisation key guards the name.",
  auto_renew: "The .ro registry renews no name by itself; renew it here before it expires.",
  privacy: "The .ro registry has no WHOIS privacy: it decides by itself what it shows of a holder.",
  auth_code: "ROTLD gives the authorisation key to the holder alone, never to the registrar.",
  transfer_in_cancel: "ROTLD has no command that takes a transfer back.",
  transfer_in_mail:
    "ROTLD sends no mail about a transfer: the holder's authorisation key is the approval.",
  transfer_in_relaunch:
    "A transfer at ROTLD is asked for in one command; ask for it again with the new key.",
  transfer_out:
    "ROTLD asks no registrar whether a name may leave: the holder's authorisation key decides.",
  dns: "ROTLD keeps no zones; records are kept where the name's nameservers are.",
} as const satisfies Partial<Record<Capability, string>>;

const FLAGS = flagsOf(REASONS);

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
  const cards = new ContactCards();
  return {
    registrar: "rotld",
    capabilities: FLAGS,
    ...unsupported(REASONS),
    readDomain: async (name, signal) => {
      const told = await domainInfo(api, name, signal);
      return told.ok ? ok(told.value.domain) : told;
    },
    checkAvailability: (name) => checkAvailability(api, name),
    checkAvailabilityOf: (names, asking) => checkAvailabilityOf(api, names, asking),
    register: (request) => register(api, request, now()),
    renew: (request) => renew(api, request),
    transferIn: (request) => transferIn(api, request),
    readTransferIn: (name) => readTransferIn(api, name),
    updateNameservers: (request) => updateNameservers(api, request),
    updateContacts: ({ name, contacts }) => updateContacts(api, name, contacts),
    listHosts: (request) => listHosts(api, request),
    createHost: (request) => setHost(api, "nameserver-create", request),
    updateHost: (request) => setHost(api, "nameserver-update", request),
    deleteHost: (request) => deleteHost(api, request),
    readDs: (name, signal) => readDs(api, name, signal),
    setDs: (request) => setDs(api, request),
    deleteDs: ({ name }) => deleteDs(api, name),
    readContacts: (name) => readContacts(api, name),
    readInFull: (name, signal) => readInFull(api, cards, name, signal),
  };
}
