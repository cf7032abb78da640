import { and, desc, eq, inArray, ne, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { registrarAccounts } from "@/db/schema/accounts";
import { auditEntries } from "@/db/schema/audit";
import { conflicts } from "@/db/schema/conflicts";
import { domainContacts, domainObservations, domainSync, domains } from "@/db/schema/domains";
import { partners } from "@/db/schema/partners";

const idWhere = async (tx: Transaction, condition: ReturnType<typeof eq>) => {
  const [row] = await tx.select({ id: domains.id }).from(domains).where(condition);
  return row?.id ?? null;
};

/** The id of a name by its id: null when the caller sees no such name. */
export const idOfId = (tx: Transaction, id: string): Promise<string | null> =>
  idWhere(tx, eq(domains.id, id));

/** The id of a name by its A-label form; null when the caller sees no such name. */
export const idOfName = (tx: Transaction, name: string): Promise<string | null> =>
  idWhere(tx, eq(domains.name, name));

/** A name and the nameservers its registrar tells. */
export async function delegationOf(
  tx: Transaction,
  id: string,
): Promise<{ name: string; nameservers: readonly string[] | null }> {
  const [row] = await tx
    .select({ name: domains.name, nameservers: domains.nameservers })
    .from(domains)
    .where(eq(domains.id, id));
  if (!row) throw new Error("a name that was found is gone");
  return row;
}

/** One domain with everything that stands beside it. */
export async function findDetail(tx: Transaction, id: string) {
  const [row] = await tx
    .select({
      domain: domains,
      account: {
        name: registrarAccounts.name,
        registrar: registrarAccounts.registrar,
        registrarLabel: registrarAccounts.registrarLabel,
        nextSyncAt: registrarAccounts.nextSyncAt,
      },
      partnerName: partners.name,
      sync: domainSync,
      observation: domainObservations,
      contacts: { digests: domainContacts.digests, changedAt: domainContacts.changedAt },
    })
    .from(domains)
    .innerJoin(registrarAccounts, eq(registrarAccounts.id, domains.accountId))
    .leftJoin(partners, eq(partners.id, domains.partnerId))
    .leftJoin(domainSync, eq(domainSync.domainId, domains.id))
    .leftJoin(domainObservations, eq(domainObservations.domainId, domains.id))
    .leftJoin(domainContacts, eq(domainContacts.domainId, domains.id))
    .where(eq(domains.id, id));
  return row ?? null;
}
export type DetailRow = NonNullable<Awaited<ReturnType<typeof findDetail>>>;

/** What is in doubt about one domain, and what was decided and still stands. */
export const liveConflicts = (tx: Transaction, id: string) =>
  tx
    .select({
      id: conflicts.id,
      field: conflicts.field,
      rule: conflicts.rule,
      reason: conflicts.reason,
      state: conflicts.state,
    })
    .from(conflicts)
    .where(and(eq(conflicts.domainId, id), ne(conflicts.state, "closed")))
    .orderBy(conflicts.firstSeenAt);
export type LiveConflict = Awaited<ReturnType<typeof liveConflicts>>[number];

/** How one domain stands, with the whole account it is in. */
export async function findStanding(tx: Transaction, id: string) {
  const [row] = await tx
    .select({
      name: domains.name,
      tld: domains.tld,
      lifecycle: domains.lifecycle,
      statuses: domains.statuses,
      lockState: domains.lockState,
      registeredAt: domains.registeredAt,
      expiresAt: domains.expiresAt,
      account: registrarAccounts,
    })
    .from(domains)
    .innerJoin(registrarAccounts, eq(registrarAccounts.id, domains.accountId))
    .where(eq(domains.id, id));
  return row ?? null;
}
export type Standing = NonNullable<Awaited<ReturnType<typeof findStanding>>>;

/** Entries that can explain a flag, newest first: no flag stands on anything older than these. */
const MOST_EXPLANATIONS = 100;

/** What last happened to a domain, newest first. */
export const latestEntries = (tx: Transaction, id: string) =>
  tx
    .select({
      at: auditEntries.at,
      action: auditEntries.action,
      before: auditEntries.before,
      after: auditEntries.after,
    })
    .from(auditEntries)
    .where(
      and(
        eq(auditEntries.objectKind, "domain"),
        eq(auditEntries.objectId, id),
        inArray(auditEntries.action, [
          "domain.changed",
          "domain.missing",
          "domain.disbelieved",
          "domain.unread",
          "domain.edited",
        ]),
      ),
    )
    .orderBy(desc(auditEntries.at), desc(auditEntries.id))
    .limit(MOST_EXPLANATIONS);
export type Explanation = Awaited<ReturnType<typeof latestEntries>>[number];

/** A domain's own fields, held until the transaction ends so that two edits follow one another. */
export async function lock(tx: Transaction, id: string) {
  const [row] = await tx
    .select({
      id: domains.id,
      name: domains.name,
      partnerId: domains.partnerId,
      version: domains.version,
      notes: domains.notes,
      tags: domains.tags,
      autoRenewWish: domains.autoRenewWish,
      autoRenew: domains.autoRenew,
      isCritical: domains.isCritical,
      flags: domains.flags,
    })
    .from(domains)
    .where(eq(domains.id, id))
    .for("update");
  return row ?? null;
}
export type LocalFields = NonNullable<Awaited<ReturnType<typeof lock>>>;

type Edits = Partial<
  Pick<LocalFields, "notes" | "tags" | "autoRenewWish" | "isCritical" | "flags">
>;

/** Writes changed fields of a domain and makes it a new version. */
export async function edit(tx: Transaction, id: string, edits: Edits): Promise<void> {
  await tx
    .update(domains)
    .set({ ...edits, version: sql`${domains.version} + 1`, updatedAt: sql`now()` })
    .where(eq(domains.id, id));
}
