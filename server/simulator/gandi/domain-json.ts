import { domainToUnicode } from "node:url";
import type { DomainRecord, Organisation } from "../records";
import { addDays } from "../time";
import { nameserverKind } from "../world/nameservers";
import { uuidOf } from "../world/random";
import { TLDS } from "../world/tlds";

const RENEW_BEGINS_DAYS_BEFORE = 3650;

/** A row of the domain list. Hosts of the delegation are absent from most rows. */
export function listRow(domain: DomainRecord, base: string) {
  const { owner } = domain.contacts;
  const person = `${owner.given} ${owner.family}`;
  return {
    status: domain.status,
    dates: dates(domain),
    tags: domain.tags,
    fqdn: domain.fqdn,
    id: uuidOf(domain.fqdn),
    autorenew: domain.autoRenew,
    tld: domain.tld,
    owner: person,
    orga_owner: owner.orgname,
    domain_owner: person,
    nameserver: {
      current: nameserverKind(domain.nameservers),
      ...(domain.showsHostsInList ? { hosts: domain.nameservers } : {}),
    },
    href: hrefOf(domain.fqdn, base),
    fqdn_unicode: domainToUnicode(domain.fqdn),
  };
}

/**
 * The details of one domain: auto-renew as an object, nameservers, contacts, dates of the phases.
 * @param seesAuthCode whether the token may be shown the transfer code
 */
export function details(
  domain: DomainRecord,
  told: { base: string; organisation: Organisation; seesAuthCode: boolean },
) {
  const { organisation } = told;
  return {
    status: domain.status,
    dates: { ...dates(domain), ...phaseDates(domain) },
    tags: domain.tags,
    fqdn: domain.fqdn,
    fqdn_unicode: domainToUnicode(domain.fqdn),
    id: uuidOf(domain.fqdn),
    tld: domain.tld,
    autorenew: autoRenew(domain, told.base),
    nameservers: domain.nameservers,
    href: hrefOf(domain.fqdn, told.base),
    can_tld_lock: domain.canLock,
    contacts: domain.contacts,
    services: servicesOf(domain),
    sharing_id: organisation.id,
    sharing_space: {
      id: organisation.id,
      name: organisation.name,
      type: "organization",
      reseller: false,
    },
    ...(told.seesAuthCode ? { authinfo: domain.authCode } : {}),
  };
}

/** The auto-renew record. One that was never switched on has neither dates nor duration. */
export function autoRenew(domain: DomainRecord, base: string) {
  const href = `${hrefOf(domain.fqdn, base)}/autorenew`;
  if (!domain.hasAutoRenewRecord) return { href, enabled: false };
  return {
    href,
    dates: domain.expiresAt ? [addDays(domain.expiresAt, -58), addDays(domain.expiresAt, -42)] : [],
    duration: domain.autoRenewYears,
    enabled: domain.autoRenew,
    org_id: domain.organisationId,
  };
}

export const hrefOf = (fqdn: string, base: string) => `${base}/domain/domains/${fqdn}`;

function dates(domain: DomainRecord) {
  return {
    ...(domain.createdAt ? { created_at: domain.createdAt } : {}),
    registry_created_at: domain.registryCreatedAt,
    ...(domain.expiresAt ? { registry_ends_at: domain.expiresAt } : {}),
    ...(domain.updatedAt ? { updated_at: domain.updatedAt } : {}),
  };
}

function phaseDates({ expiresAt, tld }: DomainRecord) {
  const ends = TLDS[tld]?.phaseEnds;
  if (!expiresAt || !ends) return {};
  const [hold, restore, deleted] = ends;
  return {
    renew_begins_at: addDays(expiresAt, -RENEW_BEGINS_DAYS_BEFORE),
    hold_begins_at: expiresAt,
    hold_ends_at: addDays(expiresAt, hold),
    deletes_at: addDays(expiresAt, hold - 0.5),
    restore_ends_at: addDays(expiresAt, restore),
    pending_delete_ends_at: addDays(expiresAt, deleted),
  };
}

/** A name whose keys were all taken away is signed no more. */
const servicesOf = ({ services, keys }: DomainRecord): readonly string[] =>
  keys?.length === 0 ? services.filter((one) => one !== "dnssec") : services;
