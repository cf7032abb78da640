import { type SQL, sql } from "drizzle-orm";
import { again, type Transaction } from "@/db/client";
import { DOMAIN_FLAGS } from "../../names/domain-flags";
import { AFTER_OWN_CHANGE, backoff, nextCheck, type Pace } from "../rhythm/store";
import type { SyncRules } from "../rules";

/** How long a name stays with the process that took it, when nothing is heard of either. */
const CLAIM = sql`now() + interval '2 minutes'`;

export type Named = { readonly id: string; readonly name: string };

const uuids = (ids: readonly string[]): SQL => sql`${sql.param([...ids])}::uuid[]`;

/**
 * Takes names that nobody has and that nobody read meanwhile.
 *
 * @param unread what still has to hold of a row `s` of domain_sync
 * @returns the ids that are now ours
 */
export async function claim(
  tx: Transaction,
  token: string,
  ids: readonly string[],
  unread: SQL,
): Promise<ReadonlySet<string>> {
  const rows = await again<{ id: string }>(
    tx,
    sql`
    update domain_sync k set claim_token = ${token}::uuid, claimed_until = ${CLAIM}
    from (select s.domain_id from domain_sync s where s.domain_id = any (${uuids(ids)})
      and (s.claimed_until is null or s.claimed_until < now()) and ${unread} for update skip locked) free
    where k.domain_id = free.domain_id returning k.domain_id as id`,
  );
  return new Set(rows.map((row) => row.id));
}

/** Says that names are still being read. */
export async function renewClaims(
  tx: Transaction,
  token: string,
  ids: readonly string[],
): Promise<void> {
  await tx.execute(sql`update domain_sync set claimed_until = ${CLAIM}
    where domain_id = any (${uuids(ids)}) and claim_token = ${token}::uuid`);
}

/** Gives names back that were not read. */
export async function release(
  tx: Transaction,
  token: string,
  ids: readonly string[],
): Promise<void> {
  await tx.execute(sql`update domain_sync set claim_token = null, claimed_until = null
    where domain_id = any (${uuids(ids)}) and claim_token = ${token}::uuid`);
}

/** A name so flagged is written anew however it is read: that it was read takes the flag away. */
const LOOKED_AT = sql.raw(String(DOMAIN_FLAGS.missing | DOMAIN_FLAGS.unread));

export type Held = { readonly id: string; readonly isSame: boolean };

/**
 * Which of some names are still with `token`, held until the transaction ends; and of which the registrar said
 * exactly what it said last time, when nobody changed the record since.
 */
export async function held(
  tx: Transaction,
  token: string,
  told: readonly { readonly id: string; readonly digest: string | null }[],
): Promise<Held[]> {
  return again<Held>(
    tx,
    sql`
    select s.domain_id as id, coalesce(s.info_digest = r.digest and d.updated_at <= s.details_at
      and d.flags & ${LOOKED_AT} = 0, false) as "isSame"
    from unnest(${uuids(told.map(({ id }) => id))}, ${sql.param(told.map(({ digest }) => digest))}::text[])
      as r(id, digest)
    join domain_sync s on s.domain_id = r.id join domains d on d.id = r.id
    where s.claim_token = ${token}::uuid order by s.domain_id for update of s`,
  );
}

/** One name as it was read. `digest` null: only its status was. */
export type Read = {
  readonly id: string;
  readonly digest: string | null;
  readonly isChanged: boolean;
  /** Whether who it belongs to was told as well. */
  readonly hasContacts: boolean;
};

/**
 * Notes that names were read, gives them back, and says when each is to be asked for everything again: that its
 * status was read moves nothing.
 */
export async function saveRead(tx: Transaction, rows: readonly Read[], pace: Pace): Promise<void> {
  if (rows.length === 0) return;
  const changed = uuids(rows.filter(({ isChanged }) => isChanged).map(({ id }) => id));
  const restless = sql`case when s.domain_id = any (${changed}) then least(s.restlessness + 4, 12)
    else greatest(s.restlessness - 1, -8) end`;
  await again(
    tx,
    sql`
    update domain_sync k set checked_at = now(),
      details_at = case when v.digest is null then k.details_at else now() end,
      contacts_at = case when v.has_contacts::bool then now() else k.contacts_at end,
      info_digest = coalesce(v.digest, k.info_digest), restlessness = v.restlessness,
      next_check_at = case when v.digest is null then k.next_check_at else v.at end,
      check_reason = case when v.digest is null then k.check_reason else v.reason end,
      failures = 0, failed_at = null, failure = null, claim_token = null, claimed_until = null
    from (select s.domain_id, r.digest, r.has_contacts, ${restless} as restlessness, w.reason, t.at
      from unnest(${uuids(rows.map(({ id }) => id))}, ${sql.param(rows.map(({ digest }) => digest))}::text[],
        ${sql.param(rows.map(({ hasContacts }) => (hasContacts ? "t" : "f")))}::text[]) as r(id, digest, has_contacts)
      join domain_sync s on s.domain_id = r.id join domains d on d.id = r.id
      join registrar_accounts a on a.id = d.account_id ${nextCheck(restless, pace)}) v
    where k.domain_id = v.domain_id`,
  );
}

/** Notes a reading that proved a change of ours: the name is looked at again soon. Makes the row where there is none. */
export async function saveProven(tx: Transaction, id: string): Promise<void> {
  await again(
    tx,
    sql`
    insert into domain_sync as k (domain_id, partner_id, account_id, details_at, checked_at, next_check_at, check_reason)
    select id, partner_id, account_id, now(), now(), ${AFTER_OWN_CHANGE}, 'own_change' from domains where id = ${id}::uuid
    on conflict (domain_id) do update set account_id = excluded.account_id, details_at = now(), checked_at = now(),
      info_digest = null, next_check_at = excluded.next_check_at, check_reason = excluded.check_reason,
      failures = 0, failed_at = null, failure = null`,
  );
}

export type Failed = { readonly id: string; readonly code: string; readonly message: string };

/**
 * Notes that names could not be read, and gives them back. Each waits longer than the last time.
 *
 * @returns ids of those that have now failed once more than they are tried again
 */
export async function saveFailed(
  tx: Transaction,
  rows: readonly Failed[],
  rules: SyncRules,
): Promise<ReadonlySet<string>> {
  if (rows.length === 0) return new Set();
  const saved = await tx.execute<{ id: string; failures: number }>(sql`
    update domain_sync s set failures = least(s.failures + 1, 100), failed_at = now(),
      failure = jsonb_build_object('code', r.code, 'message', r.message), check_reason = 'failed',
      next_check_at = now() + ${backoff(sql`(s.failures + 1)`, rules)},
      claim_token = null, claimed_until = null
    from unnest(${uuids(rows.map(({ id }) => id))}, ${sql.param(rows.map(({ code }) => code))}::text[],
      ${sql.param(rows.map(({ message }) => message))}::text[]) as r(id, code, message)
    where s.domain_id = r.id returning s.domain_id as id, s.failures::int`);
  return new Set(saved.filter(({ failures }) => failures > rules.retries).map(({ id }) => id));
}

type Unread = Named & {
  readonly partnerId: string | null;
  readonly message: string;
  readonly failures: number;
};

const UNREAD = sql.raw(String(DOMAIN_FLAGS.unread));

/** Flags names that cannot be read. @returns those that were not flagged before */
export const raiseUnread = (tx: Transaction, ids: readonly string[]): Promise<Unread[]> =>
  tx.execute<Unread>(sql`
    update domains d set flags = d.flags | ${UNREAD}, version = d.version + 1, updated_at = now()
    from domain_sync s where d.id = any (${uuids(ids)}) and s.domain_id = d.id and d.flags & ${UNREAD} = 0
    returning d.id, d.name, d.partner_id as "partnerId", s.failure ->> 'message' as message, s.failures::int`);

/** Takes that flag from names that were read. */
export async function lowerUnread(tx: Transaction, ids: readonly string[]): Promise<void> {
  await tx.execute(sql`
    update domains set flags = flags & ~${UNREAD}, version = version + 1, updated_at = now()
    where id = any (${uuids(ids)}) and flags & ${UNREAD} <> 0`);
}
