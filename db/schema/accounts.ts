import { sql } from "drizzle-orm";
import { check, index, integer, jsonb, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { instant, word } from "./columns";
import { partners } from "./partners";

/**
 * One login at one registrar. `credential` is sealed (server/kernel/seal.ts) and never leaves the server.
 * A set lease means one process is reading the account's list right now.
 */
export const registrarAccounts = pgTable(
  "registrar_accounts",
  {
    id: uuid().defaultRandom().primaryKey(),
    name: text().notNull().unique(),
    registrar: word().notNull(),
    /** Of an account kept by hand alone: what its registrar is called, and where its own panel is. */
    registrarLabel: text(),
    panelUrl: text(),
    endpoint: word().notNull().default("production"),
    /** `read_only`: nothing is ever changed at the registrar; `full`: changes are, paid ones once they are allowed. */
    mode: word().notNull().default("read_only"),
    /** Since when calls that cost money are allowed; null: they are not. */
    paidCallsAt: instant(),
    credential: text().notNull(),
    credentialHint: text().notNull(),
    credentialChangedAt: instant().notNull().defaultNow(),
    /** Origin of the forward proxy through which the registrar is reached; null: directly. */
    proxyUrl: text(),
    proxyUsername: text(),
    /** Sealed, as the credential is. */
    proxyPassword: text(),
    /** Calls a minute that an administrator set below or above our usual rate; null: the usual one. */
    callsPerMinute: integer(),
    /** The currency it is billed in, where that is not the usual one of its registrar (ISO 4217). */
    currency: word(),
    defaultPartnerId: uuid().references(() => partners.id),
    testResults: jsonb(),
    testedAt: instant(),
    lastGoodCallAt: instant(),
    lastFailure: jsonb(),
    syncIntervalMinutes: integer().notNull().default(360),
    nextSyncAt: instant(),
    leaseToken: uuid(),
    leaseUntil: instant(),
    createdAt: instant().notNull().defaultNow(),
    removedAt: instant(),
  },
  (table) => [
    check("registrar_accounts_mode", sql`${table.mode} in ('read_only', 'full')`),
    check(
      "registrar_accounts_paid_is_full",
      sql`${table.paidCallsAt} is null or ${table.mode} = 'full'`,
    ),
    check(
      "registrar_accounts_proxy_is_whole",
      sql`${table.proxyUrl} is not null or (${table.proxyUsername} is null and ${table.proxyPassword} is null)`,
    ),
    check(
      "registrar_accounts_calls",
      sql`${table.callsPerMinute} is null or ${table.callsPerMinute} between 1 and 1000000`,
    ),
    /** An account kept by hand has nobody to ask: it is never due, holds no key, and changes nothing. */
    check(
      "registrar_accounts_manual",
      sql`(${table.registrar} = 'manual') = (${table.registrarLabel} is not null) and (${table.registrar} <> 'manual'
        or (${table.nextSyncAt} is null and ${table.mode} = 'read_only' and ${table.credential} = ''))`,
    ),
    check("registrar_accounts_currency", sql`${table.currency} ~ '^[A-Z]{3}$'`),
    check("registrar_accounts_interval", sql`${table.syncIntervalMinutes} between 5 and 10080`),
    index("registrar_accounts_due").on(table.nextSyncAt).where(sql`${table.removedAt} is null`),
  ],
);
