import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
  date,
  foreignKey,
  index,
  integer,
  jsonb,
  numeric,
  pgTable,
  primaryKey,
  smallint,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { registrarAccounts } from "./accounts";
import { instant, word } from "./columns";
import { domains } from "./domains";
import { mailOutbox } from "./mail";
import { partners } from "./partners";

const account = () =>
  uuid()
    .notNull()
    .references(() => registrarAccounts.id);

/** How an account's prices are kept up. A set lease means one process asks for them right now; no row: nobody ever asked. */
export const priceBooks = pgTable("price_books", {
  accountId: uuid()
    .primaryKey()
    .references(() => registrarAccounts.id),
  leaseToken: uuid(),
  leaseUntil: instant(),
  lastGoodAt: instant(),
});

/**
 * What an account is asked the prices of: a TLD, or one name that has, or may have, a price of its own (`name` is
 * empty for a TLD). `answered_at` null: it never told one.
 */
export const priceTargets = pgTable(
  "price_targets",
  {
    accountId: account(),
    tld: word().notNull(),
    name: word().notNull().default(""),
    /** Asked for by a person, though no name of ours needs it. */
    isWanted: boolean().notNull().default(false),
    askedAt: instant(),
    answeredAt: instant(),
    /** Of a name: whether it has a price of its own. Null: never told. */
    isPremium: boolean(),
    failure: jsonb().$type<{ readonly code: string; readonly message: string }>(),
  },
  (table) => [primaryKey({ columns: [table.accountId, table.tld, table.name] })],
);

/**
 * The price of one year when `years` are bought, from `valid_from` until the next row of the same line. A row is
 * written when a price is first told and when it moves, never when it stays; rows are never changed. No row: the
 * price was never told, which is not a price of nothing.
 */
export const prices = pgTable(
  "prices",
  {
    id: uuid().defaultRandom().primaryKey(),
    accountId: account(),
    tld: word().notNull(),
    name: word().notNull().default(""),
    action: word().notNull(),
    years: smallint().notNull(),
    currency: word().notNull(),
    /** In minor units of the currency, before taxes. */
    priceMinor: bigint({ mode: "number" }).notNull(),
    /** Without the promotion that runs; null: none runs. */
    normalPriceMinor: bigint({ mode: "number" }),
    isPremium: boolean().notNull().default(false),
    /** registrar, file, hand. */
    source: word().notNull(),
    /** May lie ahead: a price that was announced. */
    validFrom: instant().notNull(),
    toldAt: instant().notNull(),
  },
  (table) => [
    unique("prices_line").on(
      table.accountId,
      table.tld,
      table.name,
      table.action,
      table.years,
      table.validFrom,
    ),
    index("prices_tld").on(table.tld, table.name, table.action, table.years),
    index("prices_told").on(table.toldAt, table.id),
    check(
      "prices_action_known",
      sql`${table.action} in ('register', 'renew', 'transfer', 'restore')`,
    ),
    check("prices_years", sql`${table.years} between 1 and 10`),
    check("prices_not_negative", sql`${table.priceMinor} >= 0`),
    check("prices_currency", sql`${table.currency} ~ '^[A-Z]{3}$'`),
    check("prices_source_known", sql`${table.source} in ('registrar', 'file', 'hand')`),
  ],
);

/** One asking of an account for its prices. A run that was cut off is open, and the next call goes on with it. */
export const priceRuns = pgTable(
  "price_runs",
  {
    id: uuid().defaultRandom().primaryKey(),
    accountId: account(),
    trigger: word().notNull(),
    state: word().notNull(),
    isForced: boolean().notNull().default(false),
    actorKind: word().notNull(),
    actorId: text().notNull(),
    actorName: text().notNull(),
    requestId: text().notNull(),
    startedAt: instant().notNull().defaultNow(),
    heartbeatAt: instant().notNull().defaultNow(),
    finishedAt: instant(),
    /** Of TLDs and names: to be asked, asked, told, told nothing. */
    expected: integer().notNull().default(0),
    asked: integer().notNull().default(0),
    told: integer().notNull().default(0),
    untold: integer().notNull().default(0),
    errors: integer().notNull().default(0),
    /** Of prices: told for the first time, moved, alerts raised. */
    first: integer().notNull().default(0),
    changed: integer().notNull().default(0),
    alerts: integer().notNull().default(0),
    apiCalls: integer().notNull().default(0),
    durationMs: integer().notNull().default(0),
    resumed: integer().notNull().default(0),
    failure: jsonb(),
    /** The first hundred that failed, each {target, problem}. */
    problems: jsonb().notNull().default([]),
  },
  (table) => [
    check(
      "price_runs_state_known",
      sql`${table.state} in ('running', 'paused', 'completed', 'partial', 'failed')`,
    ),
    index("price_runs_started").on(table.startedAt, table.id),
    index("price_runs_account_started").on(table.accountId, table.startedAt, table.id),
    uniqueIndex("price_runs_one_open").on(table.accountId).where(sql`${table.finishedAt} is null`),
  ],
);

/** When a move of a price is worth an alert, and who is told. Empty lists mean: all. */
export const priceRules = pgTable(
  "price_rules",
  {
    id: uuid().defaultRandom().primaryKey(),
    name: text().notNull().unique(),
    /** Null: the organisation's setting. */
    thresholdPercent: numeric({ precision: 7, scale: 2 }),
    /** In major units of the price's own currency, for one year. */
    thresholdAmount: numeric({ precision: 12, scale: 4 }).notNull(),
    needsBoth: boolean().notNull().default(true),
    tlds: text().array().notNull().default([]),
    tags: text().array().notNull().default([]),
    recipients: text().array().notNull().default([]),
    delivery: word().notNull().default("immediate"),
    isEnabled: boolean().notNull().default(true),
    version: integer().notNull().default(1),
    createdAt: instant().notNull().defaultNow(),
  },
  (table) => [
    check("price_rules_delivery_known", sql`${table.delivery} in ('immediate', 'digest')`),
    check("price_rules_percent", sql`${table.thresholdPercent} between 0 and 10000`),
    check("price_rules_amount", sql`${table.thresholdAmount} >= 0`),
  ],
);

/** One move of a price that somebody should know of, once. */
export const priceAlerts = pgTable(
  "price_alerts",
  {
    id: uuid().defaultRandom().primaryKey(),
    /** The move it is about: the same move raises no second alert. */
    dedupeKey: word().notNull().unique(),
    /** price: it moved; premium: a name got a price of its own; currency: the account counts in another one. */
    kind: word().notNull(),
    accountId: account(),
    tld: word().notNull(),
    name: word().notNull().default(""),
    action: word().notNull(),
    years: smallint().notNull(),
    priceId: uuid().references(() => prices.id),
    oldMinor: bigint({ mode: "number" }),
    oldCurrency: word(),
    newMinor: bigint({ mode: "number" }).notNull(),
    currency: word().notNull(),
    noticedAt: instant().notNull(),
    /** The day it holds from, where that was told beforehand. */
    effectiveOn: date(),
    /** Names of ours it bears on, and what it makes of a year of them all; as counted when it was noticed. */
    names: integer().notNull(),
    yearlyMinor: bigint({ mode: "number" }),
    state: word().notNull().default("new"),
    decision: word(),
    decidedById: text(),
    decidedByName: text(),
    decidedAt: instant(),
  },
  (table) => [
    check("price_alerts_kind_known", sql`${table.kind} in ('price', 'premium', 'currency')`),
    check("price_alerts_state_known", sql`${table.state} in ('new', 'seen', 'decided')`),
    check(
      "price_alerts_decided",
      sql`(${table.state} = 'decided') = (${table.decision} is not null)`,
    ),
    index("price_alerts_noticed").on(table.noticedAt, table.id),
    index("price_alerts_line").on(table.accountId, table.tld, table.name, table.action),
    index("price_alerts_open").on(table.state, table.noticedAt),
  ],
);

/** Who is to be told of an alert by e-mail, once each; `mail_id` null: it waits for the next digest. */
export const priceNotices = pgTable(
  "price_notices",
  {
    alertId: uuid()
      .notNull()
      .references(() => priceAlerts.id, { onDelete: "cascade" }),
    recipient: word().notNull(),
    mailId: uuid().references(() => mailOutbox.id),
  },
  (table) => [
    primaryKey({ columns: [table.alertId, table.recipient] }),
    index("price_notices_waiting").on(table.recipient).where(sql`${table.mailId} is null`),
  ],
);

/** The most a year of a name may cost before its renewal asks again: of one name, or of every name with a tag. */
export const renewalCeilings = pgTable(
  "renewal_ceilings",
  {
    id: uuid().defaultRandom().primaryKey(),
    /** Whose it is; null: the house's. */
    partnerId: uuid().references(() => partners.id),
    domainId: uuid().references(() => domains.id, { onDelete: "cascade" }),
    tag: word(),
    amountMinor: bigint({ mode: "number" }).notNull(),
    currency: word().notNull(),
    version: integer().notNull().default(1),
    changedAt: instant().notNull().defaultNow(),
    changedByName: text().notNull(),
  },
  (table) => [
    foreignKey({
      name: "renewal_ceilings_of_domain",
      columns: [table.domainId, table.partnerId],
      foreignColumns: [domains.id, domains.partnerId],
    })
      .onDelete("cascade")
      .onUpdate("cascade"),
    check("renewal_ceilings_of_one", sql`(${table.domainId} is null) <> (${table.tag} is null)`),
    check("renewal_ceilings_not_negative", sql`${table.amountMinor} >= 0`),
    unique("renewal_ceilings_domain").on(table.domainId),
    unique("renewal_ceilings_tag").on(table.partnerId, table.tag).nullsNotDistinct(),
  ],
);
