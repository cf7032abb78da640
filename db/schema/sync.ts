import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  uuid,
} from "drizzle-orm/pg-core";
import { registrarAccounts } from "./accounts";
import { instant, word } from "./columns";
import { domains } from "./domains";

/**
 * One reading of a registrar: a whole account, chosen names of it, or one domain. `cursor` is the page to read next;
 * a run of an account that was cut off keeps it, and the next tick goes on from there; one of chosen names ends as
 * partial. `partner_id` is set on readings of one domain, so that its partner sees them.
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
    /** `account`: its list, and the names that are due; `selection`: chosen names; `name`: one. */
    scope: word().notNull().default("account"),
    /** `status`: phase and expiry alone; `full`: everything the registrar tells. */
    mode: word().notNull().default("full"),
    isForced: boolean().notNull().default(false),
    /** What was chosen, as it was asked for: {selection, most}. */
    selection: jsonb(),
    /** The same for all runs that one choice over several accounts made. */
    batchId: uuid(),
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
    /** Names that were left out because they were read a moment ago. */
    skipped: integer().notNull().default(0),
    /** Calls this run may make; null: as many as the list has pages. */
    apiBudget: integer(),
    /** Names that the run should have read and did not, and the first hundred of them. */
    unreached: integer().notNull().default(0),
    unreachedNames: text().array().notNull().default([]),
    cancelAskedAt: instant(),
    cancelAskedBy: text(),
    durationMs: integer().notNull().default(0),
    resumed: integer().notNull().default(0),
    failure: jsonb(),
    /** The first hundred rows that could not be read, each {name, problem}. */
    problems: jsonb().notNull().default([]),
  },
  (table) => [
    check(
      "sync_runs_state_known",
      sql`${table.state} in ('running', 'paused', 'completed', 'partial', 'failed', 'cancelled')`,
    ),
    check("sync_runs_scope_known", sql`${table.scope} in ('account', 'selection', 'name')`),
    check("sync_runs_mode_known", sql`${table.mode} in ('status', 'full')`),
    foreignKey({
      name: "sync_runs_of_domain",
      columns: [table.domainId, table.partnerId],
      foreignColumns: [domains.id, domains.partnerId],
    }).onUpdate("cascade"),
    index("sync_runs_started").on(table.startedAt, table.id),
    index("sync_runs_partner_started").on(table.partnerId, table.startedAt, table.id),
    index("sync_runs_account_started").on(table.accountId, table.startedAt, table.id),
    index("sync_runs_domain_started").on(table.domainId, table.startedAt, table.id),
    index("sync_runs_batch").on(table.batchId).where(sql`${table.batchId} is not null`),
    index("sync_runs_open").on(table.accountId).where(sql`${table.finishedAt} is null`),
  ],
);
