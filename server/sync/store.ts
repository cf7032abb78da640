import { and, eq, inArray, sql } from "drizzle-orm";
import { again, type Transaction } from "@/db/client";
import { registrarAccounts } from "@/db/schema/accounts";
import { fieldRules } from "@/db/schema/conflicts";
import { domainObservations, domainSync, domains } from "@/db/schema/domains";
import { DOMAIN_FLAGS } from "../names/domain-flags";
import type { FieldRule } from "./authority";
import type { LocalRecord, RemoteRecord } from "./drift";
import type { Observation } from "./observation";

export type KnownDomain = {
  readonly id: string;
  readonly name: string;
  readonly partnerId: string | null;
  readonly accountId: string;
  readonly version: number;
  readonly record: RemoteRecord;
  readonly local: LocalRecord;
  readonly observed: Observation | null;
};

const known = (row: {
  domain: typeof domains.$inferSelect;
  observation: typeof domainObservations.$inferSelect | null;
}): KnownDomain => {
  const { domain, observation } = row;
  return {
    id: domain.id,
    name: domain.name,
    partnerId: domain.partnerId,
    accountId: domain.accountId,
    version: domain.version,
    record: {
      registrarRef: domain.registrarRef,
      lifecycle: domain.lifecycle,
      lifecycleChangesAt: domain.lifecycleChangesAt,
      statuses: domain.statuses,
      unknownStatuses: domain.unknownStatuses,
      registeredAt: domain.registeredAt,
      expiresAt: domain.expiresAt,
      registryUpdatedAt: domain.registryUpdatedAt,
      phases: domain.phases as RemoteRecord["phases"],
      renewBy: domain.renewBy,
      autoRenew: domain.autoRenew as RemoteRecord["autoRenew"],
      lockState: domain.lockState as RemoteRecord["lockState"],
      nameservers: domain.nameservers,
      dnssec: domain.dnssec,
      privacy: domain.privacy,
      registrant: domain.registrant,
      flags: domain.flags,
    },
    local: { tld: domain.tld, autoRenewWish: domain.autoRenewWish },
    observed: (observation?.observed as Observation | undefined) ?? null,
  };
};

const whole = (tx: Transaction) =>
  tx
    .select({ domain: domains, observation: domainObservations })
    .from(domains)
    .leftJoin(domainObservations, eq(domainObservations.domainId, domains.id));

export async function findDomains(tx: Transaction, ids: readonly string[]): Promise<KnownDomain[]> {
  if (ids.length === 0) return [];
  // One array: a parameter for each of hundreds of names costs more than what it asks for.
  const rows = await whole(tx).where(sql`${domains.id} = any (${sql.param([...ids])}::uuid[])`);
  return rows.map(known);
}

/** What is known of one name. */
export async function findByName(tx: Transaction, name: string): Promise<KnownDomain | null> {
  const [row] = await whole(tx).where(eq(domains.name, name)).prepare("by_name").execute();
  return row ? known(row) : null;
}

/** Names whose phase has ended by itself, the longest overdue first. */
export async function agedDomains(tx: Transaction, most: number): Promise<KnownDomain[]> {
  const rows = await whole(tx)
    .where(sql`${domains.lifecycleChangesAt} <= now()`)
    .orderBy(domains.lifecycleChangesAt)
    .limit(most);
  return rows.map(known);
}

const RECORD_COLUMNS =
  sql.raw(`registrar_ref text, lifecycle text, lifecycle_changes_at timestamptz,
  statuses text[], unknown_statuses text[], registered_at timestamptz, expires_at timestamptz,
  registry_updated_at timestamptz, phases jsonb, renew_by date, auto_renew text, lock_state text, nameservers text[],
  dnssec boolean, privacy boolean, registrant text, flags integer`);

const columnsOf = ({ phases, ...record }: RemoteRecord) => ({
  ...Object.fromEntries(
    Object.entries(record).map(([field, value]) => [
      field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
      value,
    ]),
  ),
  phases: phases ?? null,
});

export type ChangedRecord = Pick<KnownDomain, "id" | "version"> & {
  readonly accountId: string;
  readonly record: RemoteRecord;
};

/**
 * Writes changed records in one statement. A row that somebody changed since it was read is left as it
 * is: the next reading finds the same drift again.
 *
 * @returns the ids that were written
 */
export async function saveRecords(
  tx: Transaction,
  changes: readonly ChangedRecord[],
): Promise<ReadonlySet<string>> {
  if (changes.length === 0) return new Set();
  const rows = changes.map(({ id, version, accountId, record }) => ({
    id,
    version,
    account_id: accountId,
    ...columnsOf(record),
  }));
  const written = await again<{ id: string }>(
    tx,
    sql`
    update domains d set
      account_id = r.account_id, registrar_ref = r.registrar_ref, lifecycle = r.lifecycle,
      lifecycle_changes_at = r.lifecycle_changes_at, statuses = r.statuses, unknown_statuses = r.unknown_statuses,
      registered_at = r.registered_at, expires_at = r.expires_at, registry_updated_at = r.registry_updated_at,
      phases = r.phases, renew_by = r.renew_by, auto_renew = r.auto_renew, lock_state = r.lock_state,
      nameservers = r.nameservers, dnssec = r.dnssec, privacy = r.privacy, registrant = r.registrant,
      flags = r.flags, version = d.version + 1, updated_at = now()
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id uuid, version integer, account_id uuid, ${RECORD_COLUMNS})
    where d.id = r.id and d.version = r.version
    returning d.id`,
  );
  return new Set([...written].map((row) => row.id));
}

export type NewDomain = {
  readonly id: string;
  readonly name: string;
  readonly nameUnicode: string;
  readonly tld: string;
  readonly partnerId: string | null;
  readonly accountId: string;
  readonly autoRenewWish: boolean | null;
  readonly tags: readonly string[];
  readonly record: RemoteRecord;
};

/** Inserts names in one statement; a name that another account brought meanwhile is left out. */
export async function insertDomains(
  tx: Transaction,
  added: readonly NewDomain[],
): Promise<ReadonlySet<string>> {
  if (added.length === 0) return new Set();
  const rows = added.map(({ record, ...row }) => ({
    id: row.id,
    name: row.name,
    name_unicode: row.nameUnicode,
    tld: row.tld,
    partner_id: row.partnerId,
    account_id: row.accountId,
    auto_renew_wish: row.autoRenewWish,
    tags: row.tags,
    ...columnsOf(record),
  }));
  const written = await tx.execute<{ id: string }>(sql`
    insert into domains (id, name, name_unicode, tld, partner_id, account_id, auto_renew_wish, tags, registrar_ref,
      lifecycle, lifecycle_changes_at, statuses, unknown_statuses, registered_at, expires_at, registry_updated_at,
      phases, renew_by, auto_renew, lock_state, nameservers, dnssec, privacy, registrant, flags)
    select id, name, name_unicode, tld, partner_id, account_id, auto_renew_wish, tags, registrar_ref,
      lifecycle, lifecycle_changes_at, statuses, unknown_statuses, registered_at, expires_at, registry_updated_at,
      phases, renew_by, auto_renew, lock_state, nameservers, dnssec, privacy, registrant, flags
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id uuid, name text, name_unicode text, tld text,
      partner_id uuid, account_id uuid, auto_renew_wish boolean, tags text[], ${RECORD_COLUMNS})
    on conflict (name) do nothing returning id`);
  return new Set([...written].map((row) => row.id));
}

export type Observed = {
  readonly domainId: string;
  readonly partnerId: string | null;
  readonly observed: Observation;
};

/** Remembers what the registrar said, in one statement. */
export async function saveObservations(tx: Transaction, rows: readonly Observed[]): Promise<void> {
  if (rows.length === 0) return;
  const packed = rows.map((row) => ({
    domain_id: row.domainId,
    partner_id: row.partnerId,
    observed: row.observed,
  }));
  await again(
    tx,
    sql`
    insert into domain_observations (domain_id, partner_id, observed, changed_at)
    select domain_id, partner_id, observed, now()
    from jsonb_to_recordset(${JSON.stringify(packed)}::jsonb)
      as r(domain_id uuid, partner_id uuid, observed jsonb)
    on conflict (domain_id) do update set observed = excluded.observed, changed_at = excluded.changed_at`,
  );
}

/** Names of an account that did not stand on its list in this run. */
export async function unlisted(
  tx: Transaction,
  accountId: string,
  runId: string,
): Promise<KnownDomain[]> {
  const rows = await whole(tx)
    .innerJoin(domainSync, eq(domainSync.domainId, domains.id))
    .where(
      and(
        eq(domainSync.accountId, accountId),
        sql`${domainSync.listedRunId} is distinct from ${runId}::uuid`,
      ),
    );
  return rows.map(known);
}

/** Rules of an account that are not the usual ones. */
export async function rulesOf(tx: Transaction, accountId: string): Promise<FieldRule[]> {
  const rows = await tx
    .select({
      partnerId: fieldRules.partnerId,
      field: fieldRules.field,
      authority: fieldRules.authority,
    })
    .from(fieldRules)
    .where(eq(fieldRules.accountId, accountId))
    .prepare("rules_of")
    .execute();
  return rows as FieldRule[];
}

/** Lets the wish of names follow the registrar's mode. */
export async function followModes(tx: Transaction, ids: readonly string[]): Promise<void> {
  await tx
    .update(domains)
    .set({
      autoRenewWish: sql`${domains.autoRenew} = 'on'`,
      flags: sql`${domains.flags} & ~${sql.raw(String(DOMAIN_FLAGS.auto_renew_mismatch))}`,
      version: sql`${domains.version} + 1`,
      updatedAt: sql`now()`,
    })
    .where(inArray(domains.id, [...ids]));
}

/** What accounts are called, by id. */
export async function accountNames(
  tx: Transaction,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await tx
    .select({ id: registrarAccounts.id, name: registrarAccounts.name })
    .from(registrarAccounts)
    .where(inArray(registrarAccounts.id, [...new Set(ids)]));
  return new Map(rows.map(({ id, name }) => [id, name]));
}
