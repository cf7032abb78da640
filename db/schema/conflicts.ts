import { sql } from "drizzle-orm";
import {
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { registrarAccounts } from "./accounts";
import { instant, word } from "./columns";
import { domains } from "./domains";
import { partners } from "./partners";

/**
 * Something a registrar told of a name that a person decides about: a value that was not taken over, or a name that
 * came, left or moved. `open` waits; `settled` was decided and stands for as long as the registrar tells the same;
 * `closed` is over. A name has at most one of a field that is not closed.
 */
export const conflicts = pgTable(
  "conflicts",
  {
    id: uuid().defaultRandom().primaryKey(),
    partnerId: uuid(),
    domainId: uuid().notNull(),
    /** Which account told it. */
    accountId: uuid()
      .notNull()
      .references(() => registrarAccounts.id),
    field: word().notNull(),
    rule: word().notNull(),
    told: jsonb(),
    kept: jsonb(),
    /** Names the told value: the same again is the same conflict, another one another. */
    toldKey: text().notNull(),
    via: word().notNull(),
    runId: uuid(),
    reason: text().notNull(),
    suggestion: word().notNull(),
    why: text().notNull(),
    state: word().notNull().default("open"),
    outcome: word(),
    decidedById: text(),
    decidedByName: text(),
    decidedAt: instant(),
    /** What the decision wrote, and what had stood there: {before, after}. */
    undo: jsonb().$type<{
      readonly before: Readonly<Record<string, unknown>>;
      readonly after: Readonly<Record<string, unknown>>;
    }>(),
    planId: uuid(),
    firstSeenAt: instant().notNull(),
    lastSeenAt: instant().notNull(),
    closedAt: instant(),
    version: integer().notNull().default(1),
  },
  (table) => [
    check("conflicts_state_known", sql`${table.state} in ('open', 'settled', 'closed')`),
    check(
      "conflicts_open_is_undecided",
      sql`${table.state} <> 'open' or (${table.outcome} is null and ${table.decidedAt} is null)`,
    ),
    foreignKey({
      name: "conflicts_of_domain",
      columns: [table.domainId, table.partnerId],
      foreignColumns: [domains.id, domains.partnerId],
    })
      .onDelete("cascade")
      .onUpdate("cascade"),
    foreignKey({
      name: "conflicts_domain",
      columns: [table.domainId],
      foreignColumns: [domains.id],
    }).onDelete("cascade"),
    uniqueIndex("conflicts_one_live")
      .on(table.domainId, table.field)
      .where(sql`${table.state} <> 'closed'`),
    index("conflicts_open").on(table.firstSeenAt, table.id).where(sql`${table.state} = 'open'`),
    index("conflicts_open_partner")
      .on(table.partnerId, table.firstSeenAt, table.id)
      .where(sql`${table.state} = 'open'`),
    index("conflicts_open_alike")
      .on(table.accountId, table.field, table.rule, table.firstSeenAt, table.id)
      .where(sql`${table.state} = 'open'`),
    index("conflicts_open_field")
      .on(table.field, table.firstSeenAt, table.id)
      .where(sql`${table.state} = 'open'`),
    index("conflicts_decided")
      .on(table.decidedAt, table.id)
      .where(sql`${table.decidedAt} is not null`),
    index("conflicts_decided_partner")
      .on(table.partnerId, table.decidedAt, table.id)
      .where(sql`${table.decidedAt} is not null`),
    index("conflicts_domain_seen").on(table.domainId, table.firstSeenAt),
    index("conflicts_pushed")
      .on(table.planId)
      .where(sql`${table.state} = 'settled' and ${table.planId} is not null`),
  ],
);

/**
 * Whose word counts for a field of an account's names, where it is not the usual one (server/sync/authority.ts).
 * `partner_id` null: for every partner's names in the account.
 */
export const fieldRules = pgTable(
  "field_rules",
  {
    id: uuid().defaultRandom().primaryKey(),
    accountId: uuid()
      .notNull()
      .references(() => registrarAccounts.id, { onDelete: "cascade" }),
    partnerId: uuid().references(() => partners.id, { onDelete: "cascade" }),
    field: word().notNull(),
    authority: word().notNull(),
    changedAt: instant().notNull().defaultNow(),
    changedByName: text().notNull(),
  },
  (table) => [
    unique("field_rules_one").on(table.accountId, table.partnerId, table.field).nullsNotDistinct(),
    check("field_rules_known", sql`${table.authority} in ('registrar', 'ask', 'ours')`),
  ],
);
