import type { DomainRecord } from "../records";
import { addDays, addYears, toInstant } from "../time";
import { authCodeOf } from "../world/build-domain";
import { type Account, BULK, REGULAR } from "./accounts";
import { tldOf } from "./prices";

/** The hosts of the registrar's own DNS. */
export const OWN_HOSTS = ["ns1.dyna-ns.net", "ns2.dyna-ns.net"] as const;
const CLOUD = ["ns-1111.larkspur-cloud.net", "ns-333.larkspur-cloud.org"];
const PARTNER = ["ns1.northwind-dns.net", "ns2.northwind-dns.net"];

type Row = readonly [
  name: string,
  expiresInDays: number,
  hosts: readonly string[],
  more?: Partial<Pick<DomainRecord, "autoRenew" | "status">>,
];
const UNLOCKED = { status: [] };
const AUTO = { autoRenew: true };

const ROWS: Readonly<Record<string, readonly Row[]>> = {
  [REGULAR.id]: [
    ["larkspur-studio.com", 212, CLOUD, AUTO],
    ["larkspurprints.com", 41, OWN_HOSTS],
    ["meadow-and-vine.com", 9, OWN_HOSTS, UNLOCKED],
    ["gardenpaper.org", -12, CLOUD, { status: ["clientHold"] }],
    ["seedlingshop.co.uk", 330, PARTNER, AUTO],
    ["xn--grtnerei-lark-gfb.com", 88, OWN_HOSTS],
    ["petalform.io", 140, CLOUD, AUTO],
  ],
  [BULK.id]: [
    ["northfleet-couriers.com", 301, PARTNER, AUTO],
    ["northfleet-tracking.com", 301, PARTNER, AUTO],
    ["northfleet-depots.net", 29, PARTNER],
    ["northfleet-jobs.org", 64, OWN_HOSTS],
    ["parcelharbour.app", 187, CLOUD, AUTO],
    ["parcelharbour.dev", 187, CLOUD, AUTO],
    ["quayside-storage.com", 15, OWN_HOSTS, UNLOCKED],
    ["quayside-storage.co.uk", 15, OWN_HOSTS],
    ["rivetandroute.com", 420, PARTNER, AUTO],
    ["rivetandroute.net", 420, PARTNER, AUTO],
    ["saltmarsh-freight.com", 733, CLOUD, AUTO],
    ["saltmarsh-freight.io", 55, CLOUD],
    ["tidewater-labels.com", -33, OWN_HOSTS, { status: ["clientHold"] }],
    ["windrow-logistics.com", 118, PARTNER, AUTO],
    ["windrow-logistics.org", 118, PARTNER, { status: ["udrp_locked"] }],
    ["yardarm-supplies.com", 260, CLOUD, AUTO],
  ],
};

/** The names of an account at the instant its world begins. */
export function domainsOf(account: Account, now: Date): DomainRecord[] {
  return (ROWS[account.id] ?? []).map(([name, days, nameservers, more]) => {
    const expiresAt = addDays(toInstant(now), days);
    return newRecord({
      account,
      fqdn: name,
      registeredAt: addYears(expiresAt, -3),
      expiresAt,
      nameservers,
      ...more,
    });
  });
}

/** A record of a name, locked unless its status says otherwise. */
export function newRecord(told: {
  account: Account;
  fqdn: string;
  registeredAt: string;
  expiresAt: string;
  nameservers: readonly string[];
  autoRenew?: boolean;
  status?: readonly string[];
}): DomainRecord {
  const { account, fqdn, registeredAt, expiresAt, nameservers } = told;
  const contact = { given: "Mara", family: "Larkspur" };
  return {
    organisationId: account.id,
    fqdn,
    tld: tldOf(fqdn) ?? fqdn.slice(fqdn.lastIndexOf(".") + 1),
    status: told.status ?? ["clientTransferProhibited"],
    createdAt: registeredAt,
    registryCreatedAt: registeredAt,
    updatedAt: registeredAt,
    expiresAt,
    autoRenew: told.autoRenew ?? false,
    hasAutoRenewRecord: true,
    autoRenewYears: 1,
    nameservers,
    showsHostsInList: true,
    tags: [],
    canLock: true,
    authCode: authCodeOf(fqdn),
    services: [],
    contacts: { owner: contact },
  };
}
