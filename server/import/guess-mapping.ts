import { IMPORT_FIELDS, type ImportField, type Mapping } from "./schemas";

/** What people and registrars call their columns; without signs, in lower case. */
const CALLED: Readonly<Record<ImportField, readonly string[]>> = {
  name: [
    "domain",
    "domainname",
    "name",
    "domains",
    "fqdn",
    "domeniu",
    "url",
    "hostname",
    "nameascii",
  ],
  registeredAt: [
    "registered",
    "registeredat",
    "registeredon",
    "registrationdate",
    "regdate",
    "created",
    "createddate",
    "creationdate",
    "dateregistered",
    "createdon",
    "datainregistrarii",
  ],
  expiresAt: [
    "expires",
    "expiresat",
    "expireson",
    "expiry",
    "expirydate",
    "expiration",
    "expirationdate",
    "expdate",
    "expiredate",
    "renewaldate",
    "paiduntil",
    "validuntil",
    "dataexpirarii",
    "ablaufdatum",
  ],
  autoRenew: ["autorenew", "autorenewal", "autorenewstatus", "renewmode", "renewal"],
  nameservers: ["nameservers", "nameserver", "ns", "dns", "dnsservers", "nsset"],
  registrant: ["registrant", "holder", "owner", "registrantname", "domainholder", "titular"],
  status: ["status", "statuses", "state", "eppstatus", "domainstatus"],
  tags: ["tags", "tag", "labels", "label", "category", "categories"],
  notes: ["notes", "note", "comment", "comments", "remarks", "description"],
  partner: ["partner", "partnerid", "partnername", "customer", "client"],
};

const plain = (title: string) =>
  title
    .normalize("NFKD")
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, "");

/** What the columns of a file seem to hold, by their names; each field at most once, the first that fits. */
export function guessMapping(columns: readonly string[]): Mapping {
  const titles = columns.map(plain);
  const found = IMPORT_FIELDS.flatMap((field): [ImportField, number][] => {
    const at = CALLED[field].map((word) => titles.indexOf(word)).find((index) => index !== -1);
    return at === undefined ? [] : [[field, at]];
  });
  return Object.fromEntries(found);
}
