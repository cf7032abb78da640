import { type SQL, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";

/** A piece of an import that is being applied: the lines from the first to the last. */
export type Piece = { readonly importId: string; readonly first: number; readonly last: number };

const rowsOf = ({ importId, first, last }: Piece): SQL =>
  sql`s.import_id = ${importId}::uuid and s.line between ${first}::int and ${last}::int`;

const COLUMNS =
  sql.raw(`name_unicode text, tld text, account_id uuid, partner_id uuid, lifecycle text,
  lifecycle_changes_at timestamptz, statuses text[], unknown_statuses text[], registered_at timestamptz,
  expires_at timestamptz, renew_by date, auto_renew text, auto_renew_wish boolean, lock_state text,
  nameservers text[], registrant text, flags integer, tags text[], notes text`);

/** Keeps the names a piece changes as they are until the transaction ends; every writer takes them by id. */
export async function holdNames(tx: Transaction, piece: Piece): Promise<void> {
  await tx.execute(sql`
    select count(*) from (
      select d.id from domains d join import_rows s on s.target_id = d.id
      where ${rowsOf(piece)} and s.verdict = 'changed' order by d.id for no key update of d
    ) as held`);
}

/** How many rows of a file a piece has. */
export async function countRows(tx: Transaction, piece: Piece): Promise<number> {
  const [row] = await tx.execute<{ rows: number }>(
    sql`select count(*)::int as rows from import_rows s where ${rowsOf(piece)}`,
  );
  return row?.rows ?? 0;
}

/**
 * Lines whose verdict no longer holds: a new name that is here by now, a changed one that somebody
 * changed again, a partner that was archived.
 */
export async function staleLines(tx: Transaction, piece: Piece): Promise<number[]> {
  const rows = await tx.execute<{ line: number }>(sql`
    select s.line from import_rows s left join domains d on d.name = s.name
    left join partners p on p.id = (s.record ->> 'partner_id')::uuid
    where ${rowsOf(piece)} and s.verdict in ('new', 'changed')
      and (d.id is distinct from case s.verdict when 'changed' then s.target_id end
        or d.version is distinct from s.version or p.archived_at is not null)`);
  return rows.map(({ line }) => line);
}

/** Lines of new names that are here, but not through this import: another brought them just now. */
export async function lostLines(tx: Transaction, piece: Piece): Promise<number[]> {
  const rows = await tx.execute<{ line: number }>(sql`
    select s.line from import_rows s join domains d on d.name = s.name
    where ${rowsOf(piece)} and s.verdict = 'new' and d.id <> s.target_id`);
  return rows.map(({ line }) => line);
}

/** Adds the new names of a piece; one that is here by now is left out. By name, so that two files meet in one order. */
export async function insertNames(tx: Transaction, piece: Piece): Promise<void> {
  await tx.execute(sql`
    insert into domains (id, name, name_unicode, tld, account_id, partner_id, lifecycle, lifecycle_changes_at,
      statuses, unknown_statuses, registered_at, expires_at, renew_by, auto_renew, auto_renew_wish, lock_state,
      nameservers, registrant, flags, tags, notes)
    select s.target_id, s.name, r.name_unicode, r.tld, r.account_id, r.partner_id, r.lifecycle, r.lifecycle_changes_at,
      coalesce(r.statuses, '{}'), coalesce(r.unknown_statuses, '{}'), r.registered_at, r.expires_at, r.renew_by,
      r.auto_renew, r.auto_renew_wish, r.lock_state, r.nameservers, r.registrant, r.flags, coalesce(r.tags, '{}'),
      coalesce(r.notes, '')
    from import_rows s cross join lateral jsonb_to_record(s.record) as r(${COLUMNS})
    where ${rowsOf(piece)} and s.verdict = 'new' order by s.name
    on conflict (name) do nothing`);
}

/** Changes the changed names of a piece, which are held since their verdict was found to hold. */
export async function updateNames(tx: Transaction, piece: Piece): Promise<void> {
  await tx.execute(sql`
    update domains d set account_id = r.account_id, partner_id = r.partner_id, lifecycle = r.lifecycle,
      lifecycle_changes_at = r.lifecycle_changes_at, statuses = coalesce(r.statuses, '{}'),
      unknown_statuses = coalesce(r.unknown_statuses, '{}'), registered_at = r.registered_at, expires_at = r.expires_at,
      renew_by = r.renew_by, auto_renew = r.auto_renew, auto_renew_wish = r.auto_renew_wish, lock_state = r.lock_state,
      nameservers = r.nameservers, registrant = r.registrant, flags = r.flags, tags = coalesce(r.tags, '{}'),
      notes = coalesce(r.notes, ''),
      version = d.version + 1, updated_at = now()
    from import_rows s cross join lateral jsonb_to_record(s.record) as r(${COLUMNS})
    where ${rowsOf(piece)} and s.verdict = 'changed' and d.id = s.target_id and d.version = s.version`);
}

/**
 * Keeps the bookkeeping of sync beside the names, so that a registrar that can be asked is asked about
 * them. Where nobody can be asked, the file is what verifies a name.
 */
export async function noteNames(
  tx: Transaction,
  piece: Piece,
  isKeptByHand: boolean,
): Promise<void> {
  const verified = isKeptByHand ? sql`now()` : sql`null::timestamptz`;
  const verdicts = isKeptByHand ? sql`('new', 'changed', 'unchanged')` : sql`('new', 'changed')`;
  await tx.execute(sql`
    insert into domain_sync as k (domain_id, partner_id, account_id, listed_at)
    select d.id, d.partner_id, d.account_id, ${verified}
    from import_rows s join domains d on d.id = s.target_id where ${rowsOf(piece)} and s.verdict in ${verdicts}
    on conflict (domain_id) do update set account_id = excluded.account_id,
      listed_at = coalesce(excluded.listed_at, k.listed_at),
      list_digest = case when k.account_id = excluded.account_id then k.list_digest end,
      details_at = case when k.account_id = excluded.account_id then k.details_at end,
      next_check_at = case when k.account_id = excluded.account_id then k.next_check_at else now() end`);
}

/** What the log is to hold of a piece: a line for each name that came or changed, and for each that was given away. */
export const logOf = (piece: Piece, reason: string): SQL => sql`
  select d.partner_id, case s.verdict when 'new' then 'domain.added' else 'domain.imported' end as action,
    d.id::text as object_id, d.name as object_name, s.import_id as run_id,
    s.before - 'partner' as before, case s.verdict when 'new' then s.after else s.after - 'partner' end as after,
    ${reason}::text as reason, s.line * 2 as place
  from import_rows s join domains d on d.id = s.target_id
  where ${rowsOf(piece)} and (s.verdict = 'new' or (s.verdict = 'changed' and s.after - 'partner' <> '{}'))
  union all
  select d.partner_id, 'domain.assigned', d.id::text, d.name, s.import_id,
    jsonb_build_object('partner', s.before -> 'partner'), jsonb_build_object('partner', s.after -> 'partner'),
    ${reason}::text, s.line * 2 + 1
  from import_rows s join domains d on d.id = s.target_id
  where ${rowsOf(piece)} and s.verdict = 'changed' and s.after ? 'partner'`;
