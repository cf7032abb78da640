import { type SQL, sql } from "drizzle-orm";
import { again, type Transaction } from "@/db/client";
import type { Touched } from "../../approvals/store";
import { causeOf } from "../../operations/kinds";
import type { PlanRowQuery } from "../../plans/queries";

/** Rows of these verdicts change something. */
const CHANGING = sql`('new', 'changed', 'removed', 'restored')`;

/** What of the names of a file rules of approval may ask about. */
export async function touchedBy(tx: Transaction, planId: string): Promise<Touched> {
  const [row] = await tx.execute<Omit<Touched, "tags"> & { tags: string[] }>(sql`
    with touched as (
      select coalesce((s.record ->> 'partner_id')::uuid, d.partner_id) as partner_id, d.is_critical,
        coalesce(d.tags, '{}') || array(select jsonb_array_elements_text(s.record -> 'tags')) as tags
      from imports i join import_rows s on s.import_id = i.id left join domains d on d.id = s.target_id
      where i.plan_id = ${planId}::uuid and s.verdict in ${CHANGING}
    )
    select count(*)::int as names, 0 as unpriced, (count(*) filter (where is_critical))::int as critical,
      coalesce(array_agg(distinct partner_id::text) filter (where partner_id is not null), '{}') as "partnerIds",
      coalesce((select array_agg(distinct tag) from touched t, unnest(t.tags) as tag), '{}') as tags
    from touched`);
  if (!row) throw new Error("a count without a row");
  return row;
}

/** How the rows of a started file stand, in the words of operations. */
export const countOperations = (
  tx: Transaction,
  planId: string,
): Promise<
  { state: string; code: string | null; names: number; accepted: number; review: number }[]
> =>
  again(
    tx,
    sql`
    select k.state, k.code, k.names, 0 as accepted, 0 as review
    from plans p join imports i on i.plan_id = p.id
    cross join lateral (values ('completed', null, i.applied_names), ('failed', 'stale', i.failed_names),
      (case when p.state in ('applying', 'paused') then 'pending' else 'cancelled' end, null,
        (p.sums ->> 'chosen')::int - i.applied_names - i.failed_names)) as k(state, code, names)
    where p.id = ${planId}::uuid and k.names > 0`,
  );

/** A row of a file as every plan shows its rows. */
export type PlanRowRecord = {
  readonly row: {
    readonly position: number;
    readonly name: string;
    readonly domainId: string | null;
    readonly before: Readonly<Record<string, unknown>>;
    readonly after: Readonly<Record<string, unknown>>;
    readonly verdict: string;
    readonly rule: string | null;
    readonly detail: string | null;
    readonly risks: string[];
    readonly costMinor: null;
    readonly currency: null;
    readonly isExcluded: boolean;
    readonly dns: null;
    readonly dnsFacts: null;
    readonly dnsNextAt: null;
    readonly parentSeenAt: null;
  };
  readonly accountName: string | null;
  readonly operation: {
    readonly id: null;
    readonly state: string;
    readonly acceptedAt: null;
    readonly errorCode: string | null;
    readonly errorMessage: string | null;
    readonly nextAttemptAt: null;
  } | null;
};

type Row = Pick<
  PlanRowRecord["row"],
  "position" | "name" | "domainId" | "before" | "after" | "verdict"
> & {
  readonly fault: string | null;
  readonly rule: string | null;
  readonly detail: string | null;
  readonly state: string | null;
  readonly account: string | null;
};

/** Codes with which a row of a file can fail, by the class they belong to. */
const FAULTS = Map.groupBy(["stale"], causeOf);

const list = (values: readonly string[]): SQL => sql`any (${sql.param([...values])}::text[])`;

const conditionsOf = (query: PlanRowQuery): SQL[] => [
  ...(query.verdict.length > 0 ? [sql`r.verdict = ${list(query.verdict)}`] : []),
  ...(query.state.length > 0 ? [sql`r.state = ${list(query.state)}`] : []),
  ...(query.code ? [sql`r.fault = ${query.code}`] : []),
  ...(query.cause ? [sql`r.fault = ${list(FAULTS.get(query.cause) ?? [])}`] : []),
  // A file has no risks.
  ...(query.risk ? [sql`false`] : []),
  ...(query.q ? [sql`r.name like ${`%${query.q.replace(/[\\%_]/g, "\\$&")}%`}`] : []),
];

/** Rows of a file behind a line, one more than asked, in its order. */
export async function rows(
  tx: Transaction,
  planId: string,
  query: PlanRowQuery,
  afterPosition: number | null,
): Promise<PlanRowRecord[]> {
  const found = await tx.execute<Row>(sql`
    select r.* from (
      select s.line as position, s.name, s.target_id as "domainId", coalesce(s.before, '{}') as before,
        coalesce(s.after, '{}') as after, s.fault, s.problems #>> '{0,code}' as rule,
        s.problems #>> '{0,message}' as detail, a.name as account,
        case when s.verdict in ${CHANGING} then 'change' when s.verdict = 'unchanged' then 'same'
          when s.verdict in ('conflict', 'kept') then 'skipped' else 'impossible' end as verdict,
        case when p.applied_at is null or s.verdict not in ${CHANGING} then null when s.fault is not null then 'failed'
          when s.line <= i.applied_line then 'completed' when p.state in ('applying', 'paused') then 'pending'
          else 'cancelled' end as state
      from plans p join imports i on i.plan_id = p.id join import_rows s on s.import_id = i.id
      join registrar_accounts a on a.id = i.account_id
      where p.id = ${planId}::uuid and s.line > ${afterPosition ?? 0}::int
    ) as r
    ${sql.join([sql`where true`, ...conditionsOf(query)], sql` and `)}
    order by r.position limit ${query.limit + 1}`);
  return found.map(toRecord);
}

function toRecord({ fault, state, account, ...row }: Row): PlanRowRecord {
  return {
    row: {
      ...row,
      risks: [],
      costMinor: null,
      currency: null,
      isExcluded: false,
      dns: null,
      dnsFacts: null,
      dnsNextAt: null,
      parentSeenAt: null,
    },
    accountName: account,
    operation: state
      ? {
          id: null,
          state,
          acceptedAt: null,
          errorCode: fault,
          errorMessage: fault ? row.detail : null,
          nextAttemptAt: null,
        }
      : null,
  };
}
