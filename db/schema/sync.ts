import { sql } from "drizzle-orm";
import { check, foreignKey, index, integer, jsonb, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { registrarAccounts } from "./accounts";
import { instant, word } from "./columns";
import { domains } from "./domains";

/**
 * One reading of a registrar: a whole account, or one domain of it. `cursor` is the page to read next;
 * a run that was cut off keeps it, and the next tick goes on from there. `partner_id` is set on
 * readings of one domain, so that its partner sees them.
 */
export const syncRuns = pgTable(
  "sync_runs",
  {
    id: uuid().defaultRandom().primaryKey(),
    partnerId: uuid(),
    accountId: uuid()
      .notNull()
      .references(() => registrarAccounts.id),
    domainId: uuid(),
    trigger: word().notNull(),
    state: word().notNull(),
    actorKind: word().notNull(),
    actorId: text().notNull(),
    actorName: text().notNull(),
    requestId: text().notNull(),
    startedAt: instant().notNull().defaultNow(),
    heartbeatAt: instant().notNull().defaultNow(),
    finishedAt: instant(),
    phase: word().notNull().default("list"),
    cursor: text(),
    expected: integer(),
    pages: integer().notNull().default(0),
    checked: integer().notNull().default(0),
    added: integer().notNull().default(0),
    changed: integer().notNull().default(0),
    conflicts: integer().notNull().default(0),
    missing: integer().notNull().default(0),
    detailed: integer().notNull().default(0),
    errors: integer().notNull().default(0),
    apiCalls: integer().notNull().default(0),
    durationMs: integer().notNull().default(0),
    resumed: integer().notNull().default(0),
    failure: jsonb(),
    /** The first hundred rows that could not be read, each {name, problem}. */
    problems: jsonb().notNull().default([]),
  },
  (table) => [
    check(
      "sync_runs_state_known",
      sql`${table.state} in ('running', 'paused', 'completed', 'partial', 'failed')`,
    ),
    foreignKey({
      name: "sync_runs_of_domain",
      columns: [table.domainId, table.partnerId],
      foreignColumns: [domains.id, domains.partnerId],
    }).onUpdate("cascade"),
    index("sync_runs_started").on(table.startedAt, table.id),
    index("sync_runs_partner_started").on(table.partnerId, table.startedAt, table.id),
    index("sync_runs_account_started").on(table.accountId, table.startedAt, table.id),
    index("sync_runs_domain_started").on(table.domainId, table.startedAt, table.id),
    index("sync_runs_open").on(table.accountId).where(sql`${table.finishedAt} is null`),
  ],
);
