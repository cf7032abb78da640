import { type SQL, sql } from "drizzle-orm";
import type { SyncRules } from "../rules";

/** How an account's names are kept up between two calls for one of them. */
export type Pace = {
  /** Whether its list tells of most changes anyway: then a name is asked for by itself less often. */
  readonly hasList: boolean;
  readonly rules: SyncRules;
};

const RESTLESS = 4;
const QUIET = -4;
const LEAST_MINUTES = 10;

/**
 * Why a name is asked for again when it is, the most urgent reason first. Of a row `d` of domains.
 *
 * @param restlessness how often readings found it changed
 */
const reasonOf = (restlessness: SQL, { priorityDays }: SyncRules): SQL => sql`case
  when d.lifecycle = 'transfer_in' or 'pendingTransfer' = any (d.statuses) then 'in_transfer'
  when d.lifecycle in ('grace', 'redemption', 'pending_delete', 'expired') then 'closing'
  when d.expires_at <= now() + make_interval(days => ${priorityDays}::int) then 'expires_soon'
  when ${restlessness} >= ${RESTLESS}::int then 'changes_often'
  when d.expires_at <= now() + make_interval(days => 2 * ${priorityDays}::int) then 'expires_later'
  when ${restlessness} <= ${QUIET}::int then 'quiet'
  else 'ordinary' end`;

/** Intervals of the account until the next call, where its list tells of changes and where it does not. */
const FACTORS = {
  in_transfer: [1 / 6, 1 / 6],
  closing: [2, 1 / 2],
  expires_soon: [4, 1],
  changes_often: [4, 1],
  expires_later: [12, 2],
  ordinary: [28, 4],
  quiet: [120, 12],
} as const;

const factorOf = (hasList: boolean): SQL =>
  sql.join(
    [
      sql`case w.reason`,
      ...Object.entries(FACTORS).map(
        ([reason, [listed, byName]]) =>
          sql`when ${sql.raw(`'${reason}'`)} then ${hasList ? listed : byName}::float8`,
      ),
      sql`end`,
    ],
    sql` `,
  );

/**
 * Two lateral tables behind rows `d` of domains and `a` of accounts: `w.reason`, and `t.at`, the time of the next
 * call. A few per cent either way keep names that were read together from coming due together.
 */
export const nextCheck = (restlessness: SQL, { hasList, rules }: Pace): SQL => sql`
  cross join lateral (select ${reasonOf(restlessness, rules)} as reason) w
  cross join lateral (select now() + make_interval(mins => greatest(${LEAST_MINUTES}::float8,
    a.sync_interval_minutes * ${factorOf(hasList)} * (0.95 + 0.1 * random()))::int) as at) t`;

/** Right after a change of ours a name is looked at again: registries take a while, and sometimes think again. */
export const AFTER_OWN_CHANGE: SQL = sql`now() + interval '15 minutes'`;

/** The wait of a name that failed `failures` times in a row: doubled each time, up to a day, by chance a half either way. */
export const backoff = (failures: SQL, { retryDelaySeconds }: SyncRules): SQL => sql`
  make_interval(secs => least(86400, ${retryDelaySeconds}::float8 * power(2, least(${failures}, 16) - 1))
    * (0.75 + 0.5 * random()))`;
