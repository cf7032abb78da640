import type { Contacts, DomainRecord } from "../records";
import { addDays } from "../time";
import { authCodeOf } from "./build-domain";
import { NAMESERVER_SETS } from "./nameservers";
import { TLDS } from "./tlds";

const FIRST = "amber birch cedar delta ember flint grove haven iris jade".split(" ");
const SECOND = "anvil bridge canal dune easel forge glen hearth inlet jetty".split(" ");
const GENERATED_TLDS = ["com", "net", "org", "eu", "fr", "de", "co.uk", "io"] as const;
const NO_TAGS: readonly string[] = [];
const NO_SERVICES: readonly string[] = [];
const LOCKED: readonly string[] = ["clientTransferProhibited"];
const SETS = Object.values(NAMESERVER_SETS);
const YEAR_DAYS = 365;

const CONTACTS: Contacts = {
  owner: {
    type: 1,
    orgname: "Northwind Hosting",
    given: "Mara",
    family: "Solberg",
    email: "names@northwind.example",
    streetaddr: "12 Ropewalk Lane",
    city: "London",
    country: "GB",
  },
};

/**
 * Synthetic domains for measurements. They share their lists and contacts, so that a hundred
 * thousand fit into some tens of megabytes.
 *
 * @param from.first number of the first; the same number always gives the same domain
 */
export function* generatedDomains(from: {
  organisationId: string;
  first: number;
  count: number;
  bornAt: string;
}): Generator<DomainRecord> {
  const onDay = calendar(from.bornAt);
  for (let number = from.first; number < from.first + from.count; number += 1) {
    yield generatedDomain(number, from.organisationId, onDay);
  }
}

type Calendar = (days: number) => string;

/** Instants by their distance from `bornAt`, each made once: there are few, and many ask for them. */
function calendar(bornAt: string): Calendar {
  const known = new Map<number, string>();
  return (days) => {
    const at = known.get(days) ?? addDays(bornAt, days);
    known.set(days, at);
    return at;
  };
}

function generatedDomain(number: number, organisationId: string, onDay: Calendar): DomainRecord {
  const tld = at(GENERATED_TLDS, number);
  const words = `${at(FIRST, Math.floor(number / 10))}-${at(SECOND, number)}`;
  const fqdn = `${words}-${number.toString().padStart(6, "0")}.${tld}`;
  const canLock = TLDS[tld]?.canLock ?? false;
  const nameservers = at(SETS, number);
  return {
    organisationId,
    fqdn,
    tld,
    status: canLock ? LOCKED : NO_TAGS,
    createdAt: onDay(-400 - (number % 3000)),
    registryCreatedAt: onDay(-400 - (number % 3000)),
    updatedAt: onDay(-1 - (number % 300)),
    expiresAt: onDay(1 + ((number * 37) % (2 * YEAR_DAYS))),
    autoRenew: number % 10 !== 0,
    hasAutoRenewRecord: true,
    autoRenewYears: 1,
    nameservers,
    showsHostsInList: number % 6 === 0,
    tags: NO_TAGS,
    canLock,
    get authCode() {
      return authCodeOf(fqdn);
    },
    services: NO_SERVICES,
    contacts: CONTACTS,
  };
}

function at<T>(list: readonly T[], index: number): T {
  const one = list[index % list.length];
  if (one === undefined) throw new RangeError("An empty list has no member.");
  return one;
}
