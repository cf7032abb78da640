import { sql } from "drizzle-orm";
import { drizzle, type PostgresJsDatabase } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import * as schema from "./schema";

export type Database = PostgresJsDatabase<typeof schema>;
export type Transaction = Parameters<Parameters<Database["transaction"]>[0]>[0];

/** The role every application connection acts as: it owns nothing, and row level security binds it. */
export const APPLICATION_ROLE = "namekeep_app";

/**
 * Opens a pool of at most `max` connections that act as {@link APPLICATION_ROLE}. Nothing connects
 * before the first query. The caller owns the returned `close`.
 */
export function connect(url: string, max = 10): { db: Database; close: () => Promise<void> } {
  const client = postgres(url, {
    max,
    onnotice: () => undefined,
    connect_timeout: 5,
    idle_timeout: 300,
    connection: {
      role: APPLICATION_ROLE,
      application_name: "namekeep",
      statement_timeout: 15_000,
      idle_in_transaction_session_timeout: 60_000,
    },
  });
  return {
    db: drizzle(client, { schema, casing: "snake_case" }),
    close: () => client.end({ timeout: 5 }),
  };
}

/** The partner a transaction is opened for: its id, or "*" for the house, which sees all. */
export type TenantSetting = string;

type TenantOptions = {
  /** Planner settings that hold for this transaction, such as {"enable_sort": "off"}. */
  readonly planner?: Readonly<Record<string, string>>;
};

/**
 * Opens a transaction that sees the rows of one tenant only (db/migrations/0002_walls.sql). This is
 * the only door to tenant tables: without it the same query finds nothing.
 *
 * The setting travels with the first query, so that it costs no round trip of its own.
 */
export function inTenant<T>(
  db: Database,
  tenant: TenantSetting,
  body: (tx: Transaction) => Promise<T>,
  { planner = {} }: TenantOptions = {},
): Promise<T> {
  return db.transaction(async (tx) => {
    const settings = Object.entries({ "app.partner": tenant, ...planner }).map(
      ([name, value]) => sql`set_config(${name}, ${value}, true)`,
    );
    const [, value] = await Promise.all([
      tx.execute(sql`select ${sql.join(settings, sql`, `)}`),
      body(tx),
    ]);
    return value;
  });
}
