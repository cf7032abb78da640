import { z } from "zod";
import { iso } from "../kernel/instant";
import { flagsIn } from "../names/domain-flags";
import type { DomainName } from "../names/domain-name";
import { CONTACT_ROLES } from "../registrars/gateway";
import { type ContactDigests, contactHash } from "../sync/contacts/contact-digests";
import type { CheckReason } from "./check-reasons";
import { flagNotices } from "./flag-notices";
import { lifePhases, type ToldPhases } from "./life-phases";
import type { DomainDetailDto } from "./schemas";
import type { DetailRow, Explanation, LiveConflict } from "./store";
import { truthOf } from "./truth";

const Failure = z.object({ code: z.string(), message: z.string() });

function failureOf(sync: DetailRow["sync"]): DomainDetailDto["failure"] {
  const failure = Failure.safeParse(sync?.failure);
  return failure.success && sync?.failedAt ? { ...failure.data, at: iso(sync.failedAt) } : null;
}

/** A list that is read before the name is asked for tells of it too, where the account has one. */
function nextCheckOf({ sync, account }: DetailRow): DomainDetailDto["nextCheck"] {
  if (!sync || account.registrarLabel !== null) return null;
  const at = iso(sync.nextCheckAt);
  const listAt = sync.listedAt ? iso(account.nextSyncAt) : null;
  if (listAt !== null && listAt < at) return { at: listAt, reason: "account_list" };
  return { at, reason: sync.checkReason as CheckReason };
}

/** Contacts as hashes: nothing else of them is kept. */
function contactsOf({ contacts, sync }: DetailRow): DomainDetailDto["contacts"] {
  const digests = (contacts?.digests ?? {}) as ContactDigests;
  return {
    toldAt: iso(sync?.contactsAt ?? null),
    changedAt: iso(contacts?.changedAt ?? null),
    roles: CONTACT_ROLES.flatMap((role) => {
      const fields = digests[role];
      return fields ? [{ role, hash: contactHash(fields) }] : [];
    }),
  };
}

/** The instants of a record as ISO 8601. */
const instantsOf = ({ domain, sync }: DetailRow) => ({
  createdAt: iso(domain.createdAt),
  registeredAt: iso(domain.registeredAt),
  expiresAt: iso(domain.expiresAt),
  registryUpdatedAt: iso(domain.registryUpdatedAt),
  lifecycleChangesAt: iso(domain.lifecycleChangesAt),
  listedAt: iso(sync?.listedAt ?? null),
  detailsAt: iso(sync?.detailsAt ?? null),
});

const latest = (...instants: readonly (string | null)[]) =>
  instants
    .filter((at) => at !== null)
    .sort()
    .at(-1) ?? null;

function ownFields({ domain, account, partnerName }: DetailRow) {
  return {
    id: domain.id,
    name: domain.name as DomainName,
    nameUnicode: domain.nameUnicode,
    tld: domain.tld,
    partner: domain.partnerId && partnerName ? { id: domain.partnerId, name: partnerName } : null,
    account: { id: domain.accountId, name: account.name },
    registrar: account.registrarLabel ?? account.registrar,
    isKeptByHand: account.registrarLabel !== null,
    registrarRef: domain.registrarRef,
    lifecycle: domain.lifecycle as DomainDetailDto["lifecycle"],
    renewBy: domain.renewBy,
    autoRenewWish: domain.autoRenewWish,
    autoRenew: domain.autoRenew as DomainDetailDto["autoRenew"],
    lockState: domain.lockState as DomainDetailDto["lockState"],
    nameservers: domain.nameservers,
    dnssec: domain.dnssec,
    registrant: domain.registrant,
    privacy: domain.privacy,
    statuses: domain.statuses,
    unknownStatuses: domain.unknownStatuses,
    tags: domain.tags,
    notes: domain.notes,
    isCritical: domain.isCritical,
    version: domain.version,
  };
}

/** A domain as its page and the API see it. @param entries its latest audit entries, newest first */
export function toDomainDetail(
  row: DetailRow,
  entries: readonly Explanation[],
  live: readonly LiveConflict[],
): DomainDetailDto {
  const { domain, sync, observation } = row;
  const instants = instantsOf(row);
  const flags = flagsIn(domain.flags);
  const here = { ...domain, expiresAt: instants.expiresAt, registeredAt: instants.registeredAt };
  return {
    ...ownFields(row),
    ...instants,
    flags,
    contacts: contactsOf(row),
    verifiedAt: latest(instants.listedAt, instants.detailsAt),
    phases: lifePhases({
      tld: domain.tld,
      expiresAt: instants.expiresAt,
      phases: domain.phases as ToldPhases | null,
    }),
    truth: truthOf(
      here,
      observation?.observed,
      Object.fromEntries(live.map((one) => [one.field, one])),
      { list: instants.listedAt, info: instants.detailsAt },
    ),
    conflicts: live.filter(({ state }) => state === "open").map(({ id, field }) => ({ id, field })),
    notices: flagNotices(flags, entries, instants.createdAt),
    nextCheck: nextCheckOf(row),
    failure: failureOf(sync),
  };
}
