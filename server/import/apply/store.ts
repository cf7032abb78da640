import { type SQL, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";

/** A piece of an import that is being applied: the rows behind one line, up to another. */
export type Piece = { readonly importId: string; readonly behind: number; readonly last: number };

const rowsOf = ({ importId, behind, last }: Piece): SQL =>
  sql`s.import_id = ${importId}::uuid and s.line > ${behind}::int and s.line <= ${last}::int`;

const COLUMNS =
  sql.raw(`name_unicode text, tld text, account_id uuid, partner_id uuid, lifecycle text,
  lifecycle_changes_at timestamptz, statuses text[], unknown_statuses text[], registered_at timestamptz,
  expires_at timestamptz, renew_by date, auto_renew text, auto_renew_wish boolean, lock_state text,
  nameservers text[], registrant text, flags integer, tags text[], notes text`);

/** Whether somebody, or the registrar, touched name `d` since it stood at `version`. @param isOwn whether it came from a file alone */
export const isTouched = (
  version: SQL,
  isOwn: SQL,
): SQL => sql`(d.version is distinct from ${version}
  or (${isOwn} and (exists (select 1 from operations o where o.domain_id = d.id)
    or exists (select 1 from domain_observations o where o.domain_id = d.id))))`;

/** Rows are brought in so many at a time. */
const PIECE_ROWS = 5_000;

export type PieceRows = {
  readonly rows: number;
  readonly last: number | null;
  readonly added: number;
  /** Names that are here already, and are changed or taken away. */
  readonly held: number;
};

/** The next rows behind a line: up to which line they go, and how many of them change something. */
export async function nextPiece(
  tx: Transaction,
  importId: string,
  behind: number,
): Promise<PieceRows> {
  const [row] = await tx.execute<PieceRows>(sql`
    select count(*)::int as rows, max(line) as last, (count(*) filter (where verdict = 'new'))::int as added,
      (count(*) filter (where verdict in ('changed', 'restored', 'removed')))::int as held
    from (select line, verdict from import_rows where import_id = ${importId}::uuid and line > ${behind}::int
      order by line limit ${PIECE_ROWS}) as next`);
  if (!row) throw new Error("a count without a row");
  return row;
}

/** Keeps the names a piece changes as they are until the transaction ends; every writer takes them by id. */
export async function holdNames(tx: Transaction, piece: Piece): Promise<void> {
  await tx.execute(sql`
    select count(*) from (
      select d.id from domains d join import_rows s on s.target_id = d.id
      where ${rowsOf(piece)} and s.verdict in ('changed', 'restored', 'removed') order by d.id for update of d
    ) as held`);
}

const fault = (message: string): SQL =>
  sql`fault = 'stale', problems = ${JSON.stringify([{ field: "name", code: "stale", message }])}::jsonb`;

/** Sets rows aside whose names are no longer as they were when they were judged. @returns how many */
export async function setStaleAside(tx: Transaction, piece: Piece): Promise<number> {
  const set = await tx.execute(sql`
    update import_rows u set ${fault("It was changed since this was checked.")}
    from import_rows s left join domains d on d.id = s.target_id
    where ${rowsOf(piece)} and s.verdict in ('changed', 'restored', 'removed')
      and (d.id is null or ${isTouched(sql`s.version`, sql`s.verdict = 'removed'`)})
      and u.import_id = s.import_id and u.line = s.line`);
  return set.count;
}

/** Sets rows aside that would give a name to a partner that was archived meanwhile. @returns how many, and of these the new ones */
export async function setPartnerless(
  tx: Transaction,
  piece: Piece,
): Promise<{ rows: number; added: number }> {
  const set = await tx.execute<{ verdict: string }>(sql`
    update import_rows s set ${fault("Its partner was archived since this was checked.")}
    where exists (select 1 from partners where archived_at is not null)
      and ${rowsOf(piece)} and s.fault is null and s.verdict in ('new', 'changed', 'restored')
      and s.record ->> 'partner_id' in (select id::text from partners where archived_at is not null)
    returning verdict`);
  return { rows: set.length, added: set.filter(({ verdict }) => verdict === "new").length };
}

/**
 * Adds the new names of a piece; one that is here by now is left out. By name, so that two files meet in one order.
 * @returns how many
 */
export async function insertNames(tx: Transaction, piece: Piece): Promise<number> {
  const added = await tx.execute(sql`
    insert into domains (id, name, name_unicode, tld, account_id, partner_id, lifecycle, lifecycle_changes_at,
      statuses, unknown_statuses, registered_at, expires_at, renew_by, auto_renew, auto_renew_wish, lock_state,
      nameservers, registrant, flags, tags, notes)
    select s.target_id, s.name, r.name_unicode, r.tld, r.account_id, r.partner_id, r.lifecycle, r.lifecycle_changes_at,
      coalesce(r.statuses, '{}'), coalesce(r.unknown_statuses, '{}'), r.registered_at, r.expires_at, r.renew_by,
      r.auto_renew, r.auto_renew_wish, r.lock_state, r.nameservers, r.registrant, r.flags, coalesce(r.tags, '{}'),
      coalesce(r.notes, '')
    from import_rows s cross join lateral jsonb_to_record(s.record) as r(${COLUMNS})
    where ${rowsOf(piece)} and s.verdict = 'new' and s.fault is null order by s.name
    on conflict (name) do nothing`);
  return added.count;
}

/** Sets new names aside that are here, but not through this import: another brought them meanwhile. @returns how many */
export async function setLostAside(tx: Transaction, piece: Piece): Promise<number> {
  const set = await tx.execute(sql`
    update import_rows s set ${fault("The name came here since this was checked.")}
    from domains d where ${rowsOf(piece)} and s.verdict = 'new' and s.fault is null
      and d.name = s.name and d.id <> s.target_id`);
  return set.count;
}

/** Changes the names of a piece that are here, which are held since their verdict was found to hold. */
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
    where ${rowsOf(piece)} and s.verdict in ('changed', 'restored') and s.fault is null and d.id = s.target_id`);
}

/** Takes the names away that an import had brought. */
export async function deleteNames(tx: Transaction, piece: Piece): Promise<void> {
  await tx.execute(sql`
    delete from domains d using import_rows s
    where ${rowsOf(piece)} and s.verdict = 'removed' and s.fault is null and d.id = s.target_id`);
}

const listedAt = (isKeptByHand: boolean): SQL =>
  isKeptByHand ? sql`now()` : sql`null::timestamptz`;

/**
 * Keeps the bookkeeping of sync beside new names, so that a registrar that can be asked is asked about them. Where
 * nobody can be asked, the file is what verifies a name.
 */
export async function noteAdded(
  tx: Transaction,
  piece: Piece,
  isKeptByHand: boolean,
): Promise<void> {
  await tx.execute(sql`
    insert into domain_sync (domain_id, partner_id, account_id, listed_at)
    select s.target_id, (s.record ->> 'partner_id')::uuid, (s.record ->> 'account_id')::uuid, ${listedAt(isKeptByHand)}
    from import_rows s where ${rowsOf(piece)} and s.verdict = 'new' and s.fault is null order by s.line`);
}

/** The same beside names that were here already. */
export async function noteKnown(
  tx: Transaction,
  piece: Piece,
  isKeptByHand: boolean,
): Promise<void> {
  const verdicts = isKeptByHand
    ? sql`('changed', 'restored', 'unchanged')`
    : sql`('changed', 'restored')`;
  await tx.execute(sql`
    insert into domain_sync as k (domain_id, partner_id, account_id, listed_at)
    select d.id, d.partner_id, d.account_id, ${listedAt(isKeptByHand)}
    from import_rows s join domains d on d.id = s.target_id
    where ${rowsOf(piece)} and s.verdict in ${verdicts} and s.fault is null
    on conflict (domain_id) do update set account_id = excluded.account_id,
      listed_at = coalesce(excluded.listed_at, k.listed_at),
      list_digest = case when k.account_id = excluded.account_id then k.list_digest end,
      details_at = case when k.account_id = excluded.account_id then k.details_at end,
      next_check_at = case when k.account_id = excluded.account_id then k.next_check_at else now() end`);
}

/** What is told of a piece: in whose run, and why. */
export type Told = { readonly planId: string; readonly reason: string };

/** What the log is to hold of the new names of a piece. */
export const logOfAdded = (piece: Piece, { planId, reason }: Told): SQL => sql`
  select (s.record ->> 'partner_id')::uuid as partner_id, 'domain.added' as action, s.target_id::text as object_id,
    s.name as object_name, ${planId}::uuid as run_id, null::jsonb as before, s.after, ${reason}::text as reason,
    s.line as place
  from import_rows s where ${rowsOf(piece)} and s.verdict = 'new' and s.fault is null`;

/** The same of names that were here: a line for each that changed or goes, and for each that was given away. */
export const logOfKnown = (piece: Piece, { planId, reason }: Told): SQL => sql`
  select d.partner_id, case s.verdict when 'removed' then 'domain.removed' else 'domain.imported' end as action,
    d.id::text as object_id, d.name as object_name, ${planId}::uuid as run_id,
    s.before - 'partner' as before, s.after - 'partner' as after, ${reason}::text as reason, s.line * 2 as place
  from import_rows s join domains d on d.id = s.target_id
  where ${rowsOf(piece)} and s.fault is null and (s.verdict = 'removed'
    or (s.verdict in ('changed', 'restored') and s.after - 'partner' <> '{}'))
  union all
  select coalesce(d.partner_id, (s.was ->> 'partner_id')::uuid), 'domain.assigned', d.id::text, d.name, ${planId}::uuid,
    jsonb_build_object('partner', s.before -> 'partner'), jsonb_build_object('partner', s.after -> 'partner'),
    ${reason}::text, s.line * 2 + 1
  from import_rows s join domains d on d.id = s.target_id
  where ${rowsOf(piece)} and s.verdict in ('changed', 'restored') and s.fault is null and s.after ? 'partner'`;
