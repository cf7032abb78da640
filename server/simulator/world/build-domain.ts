import { createHash } from "node:crypto";
import { domainToASCII } from "node:url";
import type { Contacts, DomainRecord, Key } from "../records";
import { addDays, addYears, daysBetween, toInstant } from "../time";
import { MAIN, RESALE } from "./accounts";
import type { NamedDomain } from "./named";
import { NAMESERVER_SETS } from "./nameservers";
import { PARTNERS, type PartnerPlan } from "./partners";
import { hashOf, type Random } from "./random";
import { TLDS, tldOf } from "./tlds";

type Choice = { readonly now: Date; readonly random: Random; readonly expiresInDays: number };

const LOCK = "clientTransferProhibited";
const YEAR_DAYS = 365;
const NOBODY: Pick<PartnerPlan, "nameservers" | "usage" | "owner"> = {
  nameservers: ["livedns", "northwind", "parked"],
  usage: [],
  owner: { orgname: "Northwind Hosting", given: "Mara", family: "Solberg" },
};

/** The registrar's record of one planned name, with everything the plan leaves open chosen. */
export function buildDomain(plan: NamedDomain, choice: Choice): DomainRecord {
  const { random } = choice;
  const partner = PARTNERS.find((one) => one.slug === plan.partner);
  const fqdn = domainToASCII(plan.name);
  const tld = tldOf(fqdn);
  if (!tld) throw new Error(`${plan.name} is in no TLD of this registrar.`);
  const canLock = TLDS[tld]?.canLock ?? false;
  const dates = datesOf(plan, tld, choice);
  const servers = NAMESERVER_SETS[plan.nameservers ?? random.pick((partner ?? NOBODY).nameservers)];
  const isLocked = canLock && (plan.isLocked ?? random.below(11) > 0);
  const autoRenew = plan.autoRenew ?? random.below(10) > 0;
  return {
    organisationId: accountOf(plan, random),
    fqdn,
    tld,
    status: statusOf(plan, isLocked, daysBetween(toInstant(choice.now), dates.expiresAt) < 0),
    ...dates,
    autoRenew,
    hasAutoRenewRecord: autoRenew || random.below(2) === 0,
    autoRenewYears: 1,
    nameservers: servers,
    showsHostsInList: random.below(6) === 0,
    tags: tagsOf(plan, partner, random),
    canLock,
    authCode: authCodeOf(fqdn),
    ...(servers === NAMESERVER_SETS.livedns
      ? { services: ["gandilivedns", "dnssec"], keys: [keyOf(fqdn)] }
      : { services: [] }),
    contacts: contactsOf(partner),
  };
}

const FIRST_KEY_ID = 1_281_080;
/** ECDSA P-256 with SHA-256. @see RFC 6605 */
const ALGORITHM = 13;

/** A key that follows from the name. It signs nothing. */
export const keyOf = (fqdn: string): Key => ({
  id: FIRST_KEY_ID,
  algorithm: ALGORITHM,
  type: "ksk",
  publicKey: createHash("sha512").update(`key of ${fqdn}`).digest("base64"),
});

/** A transfer code that follows from the name. It opens nothing. */
export function authCodeOf(fqdn: string): string {
  return `Sim-${hashOf(`auth code of ${fqdn}`).toString(36).toUpperCase()}#7q`;
}

function datesOf(plan: NamedDomain, tld: string, { now, random, expiresInDays }: Choice) {
  const today = toInstant(now);
  const shiftDays = random.below(YEAR_DAYS) / YEAR_DAYS / 3;
  if (plan.isFresh) {
    const registeredAt = addDays(today, -random.below(9) - shiftDays);
    return {
      createdAt: registeredAt,
      registryCreatedAt: registeredAt,
      updatedAt: registeredAt,
      expiresAt: addYears(registeredAt, 1),
    };
  }
  const isYearly = TLDS[tld]?.maxYears === 1;
  const days = isYearly && expiresInDays >= YEAR_DAYS ? 91 + (expiresInDays % 270) : expiresInDays;
  const expiresAt = addDays(today, days + shiftDays);
  const years = 1 + Math.max(0, Math.ceil(days / YEAR_DAYS)) + random.below(11);
  const registryCreatedAt = addYears(expiresAt, -years);
  const ageDays = daysBetween(registryCreatedAt, today);
  const cameLater = random.below(3) === 0 ? random.below(Math.floor(ageDays / 2)) : 0;
  return {
    registryCreatedAt,
    createdAt: addDays(registryCreatedAt, cameLater),
    updatedAt: addDays(today, -1 - random.below(Math.min(300, Math.floor(ageDays / 2)))),
    expiresAt,
  };
}

function statusOf(plan: NamedDomain, isLocked: boolean, hasExpired: boolean): readonly string[] {
  const said = plan.status ?? (hasExpired ? ["clientHold"] : []);
  return isLocked && !said.includes("pendingTransfer") ? [LOCK, ...said] : said;
}

function tagsOf(plan: NamedDomain, partner: PartnerPlan | undefined, random: Random): string[] {
  if (!partner) return [...(plan.tags ?? [])];
  const usage = random.below(3) === 0 ? [random.pick(partner.usage)] : [];
  return [`partner:${partner.slug}`, ...(plan.tags ?? usage)];
}

/** The second account is for resale, and logistics buys most of its names there. */
function accountOf(plan: NamedDomain, random: Random): string {
  const roll = random.below(10);
  if (plan.isInMain) return MAIN.id;
  const resaleOfTen = plan.partner === "harbour-logistics" ? 7 : 2;
  return roll < resaleOfTen ? RESALE.id : MAIN.id;
}

function contactsOf(partner: PartnerPlan | undefined): Contacts {
  const { orgname, given, family } = (partner ?? NOBODY).owner;
  const owner = {
    type: 1,
    orgname,
    given,
    family,
    email: `names@${partner?.slug ?? "northwind"}.example`,
    streetaddr: "12 Ropewalk Lane",
    zip: "SE1 0AA",
    city: "London",
    country: "GB",
    phone: "+44.2079460000",
    lang: "en",
    data_obfuscated: true,
    mail_obfuscated: true,
    reachability: "done",
    validation: "done",
  };
  const tech = { ...owner, ...NOBODY.owner, email: "names@northwind.example" };
  return { owner, admin: owner, tech, bill: tech };
}
