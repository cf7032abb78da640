import { and, asc, desc, eq, gt, inArray, lt, sql } from "drizzle-orm";
import { again, type Transaction } from "@/db/client";
import { importRows } from "@/db/schema/imports";
import type { RemoteRecord } from "../../sync/drift";
import { isTouched } from "../apply/store";
import type { KnownName, NameState } from "../judge";
import type { RowProblem, Verdict } from "../schemas";

/** A record with its verdict, as it is kept until it is applied. */
export type StagedRow = {
  readonly line: number;
  readonly verdict: Verdict;
  readonly name: string;
  readonly targetId: string | null;
  readonly version: number | null;
  /** The columns the name is to have. */
  readonly record: Readonly<Record<string, unknown>> | null;
  /** Those a changed name had. */
  readonly was: Readonly<Record<string, unknown>> | null;
  readonly before: Readonly<Record<string, unknown>> | null;
  readonly after: Readonly<Record<string, unknown>> | null;
  readonly problems: readonly RowProblem[] | null;
};

/** A name's state as columns of `domains`; what is nothing, or as the table has it by itself, is left out. */
export function columnsOf(
  { unicode, tld }: { readonly unicode: string; readonly tld: string },
  { record, ...own }: NameState,
): Readonly<Record<string, unknown>> {
  return {
    name_unicode: unicode,
    tld,
    account_id: own.account.id,
    partner_id: own.partner?.id,
    lifecycle: record.lifecycle,
    lifecycle_changes_at: told(record.lifecycleChangesAt),
    statuses: filled(record.statuses),
    unknown_statuses: filled(record.unknownStatuses),
    registered_at: told(record.registeredAt),
    expires_at: told(record.expiresAt),
    renew_by: told(record.renewBy),
    auto_renew: record.autoRenew,
    auto_renew_wish: told(own.autoRenewWish),
    lock_state: record.lockState,
    nameservers: told(record.nameservers),
    registrant: told(record.registrant),
    flags: record.flags,
    tags: filled(own.tags),
    notes: own.notes || undefined,
  };
}

/** JSON leaves out what is undefined. */
const told = <T>(value: T | null): T | undefined => value ?? undefined;
const filled = (list: readonly string[]) => (list.length > 0 ? list : undefined);

type KnownRow = {
  id: string;
  name: string;
  version: number;
  account_id: string;
  account_name: string;
  partner_id: string | null;
  partner_name: string | null;
  registrar_ref: string | null;
  lifecycle: string;
  lifecycle_changes_at: string | null;
  statuses: string[];
  unknown_statuses: string[];
  registered_at: string | null;
  expires_at: string | null;
  registry_updated_at: string | null;
  phases: RemoteRecord["phases"];
  renew_by: string | null;
  auto_renew: string;
  auto_renew_wish: boolean | null;
  lock_state: string;
  nameservers: string[] | null;
  dnssec: boolean | null;
  privacy: boolean | null;
  registrant: string | null;
  flags: number;
  tags: string[];
  notes: string;
  told: string[];
};

const recordOf = (row: KnownRow): RemoteRecord => ({
  registrarRef: row.registrar_ref,
  lifecycle: row.lifecycle,
  lifecycleChangesAt: row.lifecycle_changes_at,
  statuses: row.statuses,
  unknownStatuses: row.unknown_statuses,
  registeredAt: row.registered_at,
  expiresAt: row.expires_at,
  registryUpdatedAt: row.registry_updated_at,
  phases: row.phases,
  renewBy: row.renew_by,
  autoRenew: row.auto_renew as RemoteRecord["autoRenew"],
  lockState: row.lock_state as RemoteRecord["lockState"],
  nameservers: row.nameservers,
  dnssec: row.dnssec,
  privacy: row.privacy,
  registrant: row.registrant,
  flags: row.flags,
});

/** What is known of some names, by name. */
export async function knownNames(
  tx: Transaction,
  names: readonly string[],
): Promise<ReadonlyMap<string, KnownName>> {
  if (names.length === 0) return new Map();
  const rows = await tx.execute<KnownRow>(sql`
    select d.id, d.name, d.version, d.account_id, a.name as account_name, d.partner_id, p.name as partner_name,
      d.registrar_ref, d.lifecycle, d.lifecycle_changes_at, d.statuses, d.unknown_statuses, d.registered_at,
      d.expires_at, d.registry_updated_at, d.phases, d.renew_by::text, d.auto_renew, d.auto_renew_wish, d.lock_state,
      d.nameservers, d.dnssec, d.privacy, d.registrant, d.flags, d.tags, d.notes,
      array(select jsonb_object_keys(coalesce(o.observed -> '_at', '{}'))) as told
    from domains d join registrar_accounts a on a.id = d.account_id
    left join partners p on p.id = d.partner_id left join domain_observations o on o.domain_id = d.id
    where d.name = any (${sql.param([...names])}::text[])`);
  return new Map(
    rows.map((row) => [
      row.name,
      {
        id: row.id,
        version: row.version,
        account: { id: row.account_id, name: row.account_name },
        partner: row.partner_id ? { id: row.partner_id, name: row.partner_name ?? "" } : null,
        record: recordOf(row),
        autoRenewWish: row.auto_renew_wish,
        tags: row.tags,
        notes: row.notes,
        told: new Set(row.told),
      },
    ]),
  );
}

/** Keeps rows with their verdicts. @param rows a list of {@link StagedRow} as JSON */
export async function stage(tx: Transaction, importId: string, rows: string): Promise<void> {
  await again(
    tx,
    sql`
    insert into import_rows (import_id, line, verdict, name, target_id, version, record, was, before, after, problems)
    select ${importId}::uuid, line, verdict, name, "targetId", version, record, was, before, after, problems
    from jsonb_to_recordset(${rows}::jsonb) as r(line integer, verdict text, name text, "targetId" uuid,
      version integer, record jsonb, was jsonb, before jsonb, after jsonb, problems jsonb)`,
  );
}

export async function deleteRows(tx: Transaction, importId: string): Promise<void> {
  await tx.delete(importRows).where(eq(importRows.importId, importId));
}

/** The lines on which names stand that were found so far. */
export async function namedLines(
  tx: Transaction,
  importId: string,
): Promise<ReadonlyMap<string, number>> {
  const rows = await tx.execute<{ name: string; line: number }>(sql`
    select name, min(line) as line from import_rows
    where import_id = ${importId}::uuid and verdict in ('new', 'changed', 'unchanged', 'conflict', 'refused')
    group by name`);
  return new Map(rows.map(({ name, line }) => [name, line]));
}

export async function countVerdicts(
  tx: Transaction,
  importId: string,
): Promise<Readonly<Record<string, number>>> {
  const rows = await tx.execute<{ verdict: string; rows: number }>(sql`
    select verdict, count(*)::int as rows from import_rows where import_id = ${importId}::uuid group by verdict`);
  return Object.fromEntries(rows.map(({ verdict, rows: count }) => [verdict, count]));
}

/** Rows that could not be brought in after all, each with its code. */
export const faultyLines = (
  tx: Transaction,
  importId: string,
): Promise<{ line: number; fault: string }[]> =>
  tx.execute<{ line: number; fault: string }>(sql`
    select line, fault from import_rows where import_id = ${importId}::uuid and fault is not null order by line`);

/** Of all rows as they stand, for those that no file was hashed for. */
export async function hashOf(tx: Transaction, importId: string): Promise<string> {
  const [row] = await tx.execute<{ hash: string }>(sql`
    select encode(sha256(convert_to(string_agg(concat_ws('|', line, verdict, name, version, record), E'\n' order by line),
      'UTF8')), 'hex') as hash
    from import_rows where import_id = ${importId}::uuid`);
  return row?.hash ?? "";
}

/** How many names an account holds, and how many critical ones a file changes. */
export async function weigh(
  tx: Transaction,
  importId: string,
  accountId: string,
): Promise<{ held: number; critical: number }> {
  const [row] = await tx.execute<{ held: number; critical: number }>(sql`
    select (select coalesce(sum(names), 0)::int from domain_facets where account_id = ${accountId}::uuid
        and partner_id = '00000000-0000-0000-0000-000000000000') as held,
      (select count(*)::int from import_rows s join domains d on d.id = s.target_id and d.is_critical
        where s.import_id = ${importId}::uuid and s.verdict in ('changed', 'restored', 'removed')) as critical`);
  if (!row) throw new Error("a count without a row");
  return row;
}

/**
 * Stages the way back of what an import brought in: a name it added goes again, one it changed gets what it had. What
 * somebody, or the registrar, touched since is kept as it is.
 */
export async function stageWayBack(tx: Transaction, importId: string, of: string): Promise<void> {
  await tx.execute(sql`
    insert into import_rows (import_id, line, verdict, name, target_id, version, record, before, after, problems)
    select ${importId}::uuid, row_number() over (order by s.line), k.verdict, s.name, d.id, d.version,
      case k.verdict when 'restored' then s.was end,
      s.after,
      case k.verdict when 'restored' then s.before end,
      case k.verdict when 'kept' then jsonb_build_array(jsonb_build_object('field', 'name', 'code', 'touched',
        'message', case when d.id is null then 'It is not here any more.'
          else 'It was changed since, or its registrar has told of it; it stays as it is.' end)) end
    from import_rows s join imports i on i.id = s.import_id left join domains d on d.id = s.target_id
    cross join lateral (select case
      when d.id is null or ${isTouched(sql`case s.verdict when 'new' then 1 else s.version + 1 end`, sql`s.verdict = 'new'`)}
        then 'kept'
      when s.verdict = 'new' then 'removed' when s.was is null then 'kept' else 'restored' end) as k(verdict)
    where s.import_id = ${of}::uuid and s.verdict in ('new', 'changed') and s.fault is null
      and s.line <= i.applied_line`);
}

type Page = {
  /** None: all of them. */
  readonly verdicts: readonly Verdict[];
  readonly after?: number;
  readonly before?: number;
  readonly most: number;
};

/** Rows behind a line, or the last ones before it, in the order of the file. */
export async function page(
  tx: Transaction,
  importId: string,
  { verdicts, after = 0, before, most }: Page,
) {
  const side = before === undefined ? gt(importRows.line, after) : lt(importRows.line, before);
  const wanted = verdicts.length > 0 ? inArray(importRows.verdict, [...verdicts]) : undefined;
  const rows = await tx
    .select()
    .from(importRows)
    .where(and(eq(importRows.importId, importId), side, wanted))
    .orderBy(before === undefined ? asc(importRows.line) : desc(importRows.line))
    .limit(most);
  return before === undefined ? rows : rows.reverse();
}
export type ImportRow = Awaited<ReturnType<typeof page>>[number];
