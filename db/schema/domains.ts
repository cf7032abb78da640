import { type SQL, sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
  date,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { registrarAccounts } from "./accounts";
import { instant, word } from "./columns";
import { partners } from "./partners";

/**
 * One domain name we look after. `partner_id` null: not assigned to a partner yet, seen by staff alone.
 * A null remote field means the registrar has never told it. Notes, tags, the auto-renew wish and the
 * critical mark are ours: sync never touches them.
 */
export const domains = pgTable(
  "domains",
  {
    id: uuid().defaultRandom().primaryKey(),
    name: word().notNull().unique(),
    nameUnicode: text().notNull(),
    tld: word().notNull(),
    partnerId: uuid().references(() => partners.id),
    accountId: uuid()
      .notNull()
      .references(() => registrarAccounts.id),
    registrarRef: text(),
    lifecycle: word().notNull().default("unknown"),
    lifecycleChangesAt: instant(),
    statuses: text().array().notNull().default([]),
    unknownStatuses: text().array().notNull().default([]),
    registeredAt: instant(),
    expiresAt: instant(),
    registryUpdatedAt: instant(),
    phases: jsonb(),
    renewBy: date(),
    renewSort: date()
      .notNull()
      .generatedAlwaysAs((): SQL => sql`coalesce(renew_by, 'infinity'::date)`),
    autoRenewWish: boolean(),
    autoRenew: word().notNull().default("unknown"),
    lockState: word().notNull().default("unknown"),
    nameservers: text().array(),
    dnssec: boolean(),
    /** Whether the WHOIS hides the holder; null: the registrar does not tell. */
    privacy: boolean(),
    registrant: text(),
    flags: integer().notNull().default(0),
    tags: text().array().notNull().default([]),
    notes: text().notNull().default(""),
    isCritical: boolean().notNull().default(false),
    version: integer().notNull().default(1),
    createdAt: instant().notNull().defaultNow(),
    updatedAt: instant().notNull().defaultNow(),
    searchText: text()
      .notNull()
      .generatedAlwaysAs(
        (): SQL =>
          sql`case when name = name_unicode then name_unicode else name || ' ' || name_unicode end`,
      ),
    /** One number for everything a facet counts, partner excepted. See docs/decisions/004. */
    facetKey: bigint({ mode: "bigint" })
      .notNull()
      .generatedAlwaysAs(
        (): SQL =>
          sql`hashtextextended(account_id::text || '|' || tld || '|' || lifecycle || '|' || lock_state || '|' || auto_renew || '|' || flags::text, 0)`,
      ),
    /** One bit of 64 for each tag: an index can carry it, so that names without a tag are passed over unread. */
    tagBits: bigint({ mode: "bigint" })
      .notNull()
      .generatedAlwaysAs((): SQL => sql`case when tags = '{}' then 0 else tag_bits(tags) end`),
  },
  // What the indexes for walking carry beside their keys stands in migration 0003: drizzle has no word for it.
  (table) => [
    unique("domains_id_partner").on(table.id, table.partnerId),
    check("domains_name_is_lower", sql`${table.name} = lower(${table.name})`),
    index("domains_renew").on(table.renewSort, table.id),
    index("domains_partner_renew").on(table.partnerId, table.renewSort, table.id),
    index("domains_partner_name").on(table.partnerId, table.name),
    index("domains_inactive_renew")
      .on(table.renewSort, table.id)
      .where(sql`${table.lifecycle} <> 'active'`),
    index("domains_partner_inactive_renew")
      .on(table.partnerId, table.renewSort, table.id)
      .where(sql`${table.lifecycle} <> 'active'`),
    index("domains_unassigned_renew")
      .on(table.renewSort, table.id)
      .where(sql`${table.partnerId} is null`),
    index("domains_unassigned_name").on(table.name).where(sql`${table.partnerId} is null`),
    index("domains_above_ceiling")
      .on(table.renewSort, table.id)
      .where(sql`${table.flags} & 256 <> 0`),
    index("domains_facet").on(table.facetKey, table.partnerId),
    index("domains_lifecycle_due")
      .on(table.lifecycleChangesAt)
      .where(sql`${table.lifecycleChangesAt} is not null`),
    index("domains_tags").using("gin", table.partnerId, table.tags),
    index("domains_search").using("gin", table.partnerId, sql`${table.searchText} gin_trgm_ops`),
  ],
);

const ofDomain = (table: { domainId: never; partnerId: never }, name: string) =>
  foreignKey({
    name,
    columns: [table.domainId, table.partnerId],
    foreignColumns: [domains.id, domains.partnerId],
  })
    .onDelete("cascade")
    .onUpdate("cascade");

/** Bookkeeping of sync, apart from the wide row so that a run that finds nothing rewrites little. */
export const domainSync = pgTable(
  "domain_sync",
  {
    domainId: uuid()
      .primaryKey()
      .references(() => domains.id, { onDelete: "cascade" }),
    partnerId: uuid(),
    accountId: uuid().notNull(),
    listedAt: instant(),
    listedRunId: uuid(),
    /** SHA-256 of the row the account's list last held: the same again means nothing to compare. */
    listDigest: text(),
    detailsAt: instant(),
    /** When the registrar last told who the name belongs to; see `domain_contacts`. */
    contactsAt: instant(),
    /** When a call for this name alone last succeeded, be it for its status or for everything. */
    checkedAt: instant(),
    /** SHA-256 of what the last call for everything told. */
    infoDigest: text(),
    /** When it is to be asked for by name again, and why then. */
    nextCheckAt: instant().notNull().defaultNow(),
    checkReason: word().notNull().default("never_read"),
    /** How often readings found it changed: up by four with a change, down by one without; from -8 to 12. */
    restlessness: smallint().notNull().default(0),
    /** Readings in a row that failed, since when, and how. */
    failures: smallint().notNull().default(0),
    failedAt: instant(),
    failure: jsonb(),
    /** The reader that has it now, and until when it is believed. */
    claimToken: uuid(),
    claimedUntil: instant(),
  },
  (table) => [
    ofDomain(table as never, "domain_sync_of_domain"),
    index("domain_sync_account").on(table.accountId, table.domainId),
    index("domain_sync_due").on(table.accountId, table.nextCheckAt),
  ],
);

/** What the registrar last said of a domain, field by field, believed or not; see `conflicts` for what was not. */
export const domainObservations = pgTable(
  "domain_observations",
  {
    domainId: uuid()
      .primaryKey()
      .references(() => domains.id, { onDelete: "cascade" }),
    partnerId: uuid(),
    observed: jsonb().notNull(),
    changedAt: instant().notNull(),
  },
  (table) => [ofDomain(table as never, "domain_observations_of_domain")],
);

/**
 * Digests of the contacts a registrar told of a domain, by role and field, salted by name: enough to see that one of
 * them changed, and nothing to read. No row: never told, or changed by us since.
 */
export const domainContacts = pgTable(
  "domain_contacts",
  {
    domainId: uuid()
      .primaryKey()
      .references(() => domains.id, { onDelete: "cascade" }),
    partnerId: uuid(),
    accountId: uuid().notNull(),
    salt: text().notNull(),
    digests: jsonb().notNull(),
    changedAt: instant().notNull().defaultNow(),
  },
  (table) => [ofDomain(table as never, "domain_contacts_of_domain")],
);

/**
 * How many names share one combination of facets. Kept by triggers on `domains`.
 * The zero uuid stands for all partners together, the all-ones uuid for names without a partner.
 */
export const domainFacets = pgTable(
  "domain_facets",
  {
    partnerId: uuid().notNull(),
    facetKey: bigint({ mode: "bigint" }).notNull(),
    accountId: uuid().notNull(),
    tld: word().notNull(),
    lifecycle: word().notNull(),
    lockState: word().notNull(),
    autoRenew: word().notNull(),
    flags: integer().notNull(),
    names: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.partnerId, table.facetKey] })],
);

/** How many names carry a tag; the empty tag counts every name. Partners as in `domain_facets`. Kept by triggers. */
export const domainTagCounts = pgTable(
  "domain_tag_counts",
  { partnerId: uuid().notNull(), tag: word().notNull(), names: integer().notNull() },
  (table) => [primaryKey({ columns: [table.partnerId, table.tag] })],
);

/** How many names must be renewed by a day; partners as in `domain_facets`. Kept by triggers. */
export const domainRenewals = pgTable(
  "domain_renewals",
  { partnerId: uuid().notNull(), renewOn: date().notNull(), names: integer().notNull() },
  (table) => [primaryKey({ columns: [table.partnerId, table.renewOn] })],
);

/** A named set of portfolio parameters. Shared ones are seen by everyone in the same tenant. */
export const savedViews = pgTable(
  "saved_views",
  {
    id: uuid().defaultRandom().primaryKey(),
    userId: uuid().notNull(),
    partnerId: uuid().references(() => partners.id),
    name: text().notNull(),
    params: text().notNull(),
    isShared: boolean().notNull().default(false),
    createdAt: instant().notNull().defaultNow(),
  },
  (table) => [unique("saved_views_user_name").on(table.userId, table.name)],
);
