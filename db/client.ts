import { setTimeout as sleep } from "node:timers/promises";
import { type SQL, sql } from "drizzle-orm";
import { PgDialect } from "drizzle-orm/pg-core";
import { drizzle, type PostgresJsDatabase } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import { isConnectionLost } from "./connection-lost";
import { ReadLanes } from "./read-lanes";
import { together } from "./together";

export type Database = PostgresJsDatabase & { readonly lanes: ReadLanes };
export type Transaction = Parameters<Parameters<PostgresJsDatabase["transaction"]>[0]>[0];

/** The role every application connection acts as: it owns nothing, and row level security binds it. */
export const APPLICATION_ROLE = "namekeep_app";

/** More readers at once would wait for the processor, not for a connection. */
const MOST_LANES = 6;

/**
 * Opens a pool of at most `max` connections that act as {@link APPLICATION_ROLE}, and beside it as many lanes for
 * those who only look, at most {@link MOST_LANES}. Nothing connects before the first query. The caller owns the
 * returned `close`.
 *
 * @param onNotice hears what the server tells beside its answers
 */
export function connect(
  url: string,
  max = 10,
  onNotice: (message: string) => void = () => undefined,
): { db: Database; close: () => Promise<void> } {
  const options = {
    onnotice: ({ message }) => onNotice(message ?? ""),
    connect_timeout: 5,
    idle_timeout: 300,
    connection: {
      role: APPLICATION_ROLE,
      application_name: "namekeep",
      statement_timeout: 15_000,
      // Workers would take longer to start than what we ask takes.
      max_parallel_workers_per_gather: "0",
      // What is read all day lies in memory or on flash, where the next block is no nearer than another.
      random_page_cost: 1.1,
      idle_in_transaction_session_timeout: 60_000,
    },
  } satisfies postgres.Options<Record<string, never>>;
  const drizzled = (also: postgres.Options<Record<string, never>>) =>
    drizzle(postgres(url, { ...options, ...also }), { casing: "snake_case" });
  const db = drizzled({ max });
  // The driver ends a connection of age between any two queries, also within a transaction it does not know of; and it
  // tries again later and later, query by query, what was sent together for a server that is not there.
  const lane = (onLost: () => void) =>
    drizzled({ max: 1, max_lifetime: null, backoff: () => 0, onclose: onLost }).$client;
  const lanes = new ReadLanes(lane, Math.min(max, MOST_LANES));
  return {
    db: Object.assign(db, { lanes }),
    close: async () => {
      await Promise.all([db.$client.end({ timeout: 5 }), lanes.close()]);
    },
  };
}

/** The partner a transaction is opened for: its id, or "*" for the house, which sees all. */
export type TenantSetting = string;

const dialect = new PgDialect();

/**
 * Runs a statement that is asked all the time: each connection parses it once and may keep its plan, and
 * it takes one round trip instead of two. For statements whose text hardly varies, and whose plan may be
 * the same whatever the parameters are.
 */
export const again = <Row extends Record<string, unknown>>(
  tx: Database | Transaction,
  statement: SQL,
): Promise<Row[]> =>
  tx._.session
    .prepareQuery<{ execute: Row[]; all: unknown; values: unknown }>(
      dialect.sqlToQuery(statement),
      undefined,
      "again",
      false,
    )
    .execute();

const setLocally = (tx: Transaction, settings: Readonly<Record<string, string>>) =>
  again(
    tx,
    sql`select ${sql.join(
      Object.entries(settings).map(([name, value]) => sql`set_config(${name}, ${value}, true)`),
      sql`, `,
    )}`,
  );

/**
 * Opens a transaction that sees the rows of one tenant only (db/migrations/0002_walls.sql). This is
 * the only door to tenant tables: without it the same query finds nothing.
 */
export async function inTenant<T>(
  db: Database,
  tenant: TenantSetting,
  body: (tx: Transaction) => Promise<T>,
): Promise<T> {
  let isOver = false;
  // The tenant is sent ahead of the first query and travels with it; without it that query would find nothing.
  const work = async (tx: Transaction): Promise<T> => {
    const [, value] = await together(setLocally(tx, { "app.partner": tenant }), body(tx));
    return value;
  };
  try {
    return await db.transaction((tx) => work(tx).catch((error) => held(error, () => isOver)));
  } finally {
    isOver = true;
  }
}

/** By then the driver has told of a connection that is gone, if it is this one. */
const TOLD_WITHIN_MS = 1_000;

/**
 * Keeps the driver from rolling back on a connection that is gone: it has failed the transaction by itself, and a
 * statement sent after that ends the whole process (postgres.js 3.4.9: connection.js, nextWrite without a socket).
 */
async function held(error: unknown, isOver: () => boolean): Promise<never> {
  if (isConnectionLost(error)) {
    await sleep(TOLD_WITHIN_MS);
    if (isOver()) await new Promise<never>(() => undefined);
  }
  throw error;
}

/**
 * Runs one query that must be answered from an index in its own order: the planner may neither sort
 * what it found, nor collect it in a bitmap, nor join but row by row. Holds until the transaction ends.
 */
export async function inIndexOrder<T>(tx: Transaction, query: () => Promise<T>): Promise<T> {
  const settings = {
    enable_sort: "off",
    enable_bitmapscan: "off",
    enable_hashjoin: "off",
    enable_mergejoin: "off",
  };
  const [, found] = await together(setLocally(tx, settings), query());
  return found;
}
