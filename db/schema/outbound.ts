import { integer, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { instant, word } from "./columns";

/**
 * What all processes together know of one endpoint of one account: whether calls to it make sense now.
 * No row: nothing has failed. Written by `report_calls` alone (db/migrations).
 */
export const circuitBreakers = pgTable(
  "circuit_breakers",
  {
    accountId: uuid().notNull(),
    endpoint: word().notNull(),
    state: word().notNull().default("closed"),
    /** Calls and failures since `window_started_at`; at most a minute and some twenty calls. */
    calls: integer().notNull().default(0),
    failures: integer().notNull().default(0),
    windowStartedAt: instant().notNull().defaultNow(),
    /** How long it opens the next time. Doubles with every probe that fails. */
    openSeconds: integer().notNull().default(30),
    openedUntil: instant(),
    probeToken: uuid(),
    probeUntil: instant(),
    lastFailure: text(),
    changedAt: instant().notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.accountId, table.endpoint] })],
);
