import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { registrarAccounts } from "./accounts";
import { instant, word } from "./columns";
import { domains } from "./domains";
import { partners } from "./partners";

type Json = Readonly<Record<string, unknown>>;

/** What the rows of a plan come to. Costs, risks and the DNS are those of the rows that will be sent. */
export type PlanSums = {
  readonly verdicts: Readonly<Record<string, number>>;
  readonly excluded: number;
  /** How many rows will be sent: they change, and nobody took them out. */
  readonly chosen: number;
  readonly costs: { currency: string; minor: number; names: number }[];
  readonly risks: { risk: string; names: number }[];
  /** How those look in the DNS that are looked at there. */
  readonly dns: Readonly<Record<string, number>>;
};
const NO_SUMS: PlanSums = { verdicts: {}, excluded: 0, chosen: 0, costs: [], risks: [], dns: {} };

/** Who asked, as it stood then: people and keys may go, what they asked for stays. */
const asker = () => ({
  requestedByKind: word().notNull(),
  requestedById: text().notNull(),
  requestedByName: text().notNull(),
});

/**
 * One change to one or many names, frozen when it was previewed: which names, what each had, what each is to
 * get, and what stands against it. `partner_id` null: it is the house's, and may touch names of several partners.
 */
export const plans = pgTable(
  "plans",
  {
    id: uuid().defaultRandom().primaryKey(),
    partnerId: uuid().references(() => partners.id),
    kind: word().notNull(),
    state: word().notNull().default("ready"),
    /** SHA-256 of who asked and the key they gave: the same intent is the same plan, for ever. */
    intentKey: word().notNull().unique(),
    /** SHA-256 of what was asked: the same key with something else in mind is refused. */
    requestHash: word().notNull(),
    /** What is asked of every name, in the words of its kind. Holds no secrets. */
    change: jsonb().$type<Json>().notNull(),
    /** Where the names came from: {ids} or {filter, names, frozenAt}. */
    selection: jsonb().$type<Json>().notNull(),
    names: integer().notNull(),
    /** Its rows counted and added up, kept by the database whenever a row changes: see migration plan_sums. */
    sums: jsonb().$type<PlanSums>().notNull().default(NO_SUMS),
    /** SHA-256 over every row's values as they were when the plan was made. */
    hash: word().notNull(),
    /** What a person must type or another must grant before it runs: [{gate, text, expected}]. */
    gates: jsonb().$type<readonly Json[]>().notNull().default([]),
    needsApproval: boolean().notNull().default(false),
    /** The rule that asks for the approval, as it stood: {id, name, words, approver}. */
    approvalRule: jsonb().$type<Json>(),
    approvedById: text(),
    approvedByName: text(),
    approvedAt: instant(),
    refusedById: text(),
    refusedByName: text(),
    refusedAt: instant(),
    /** What whoever granted or refused it had to say. */
    approvalComment: text(),
    hasCanary: boolean().notNull().default(false),
    stopAfterErrors: integer(),
    /** Rows up to here may be sent; beyond it they wait for the canary. */
    releasedTo: integer(),
    pauseReason: text(),
    reason: text(),
    undoOf: uuid(),
    retryOf: uuid(),
    /** The plan whose end the DNS must show before this one may start. */
    afterPlanId: uuid(),
    ...asker(),
    requestId: text().notNull(),
    createdAt: instant().notNull().defaultNow(),
    expiresAt: instant().notNull(),
    appliedAt: instant(),
    finishedAt: instant(),
  },
  (table) => [
    check(
      "plans_state_known",
      sql`${table.state} in ('ready', 'applying', 'paused', 'done', 'cancelled')`,
    ),
    index("plans_created").on(table.createdAt, table.id),
    index("plans_partner_created").on(table.partnerId, table.createdAt, table.id),
    index("plans_running").on(table.createdAt).where(sql`${table.state} in ('applying', 'paused')`),
    index("plans_waiting")
      .on(table.createdAt)
      .where(
        sql`${table.needsApproval} and ${table.approvedAt} is null and ${table.state} = 'ready'`,
      ),
  ],
);

/** One name of a plan. */
export const planRows = pgTable(
  "plan_rows",
  {
    planId: uuid()
      .notNull()
      .references(() => plans.id, { onDelete: "cascade" }),
    position: integer().notNull(),
    partnerId: uuid(),
    domainId: uuid(),
    accountId: uuid().references(() => registrarAccounts.id),
    name: word().notNull(),
    before: jsonb().$type<Json>().notNull(),
    after: jsonb().$type<Json>().notNull(),
    /** change: will be sent; same: is so already; skipped: may not now; impossible: may never. */
    verdict: word().notNull(),
    /** Why, by the name of its rule; the words stand in the product. */
    rule: word(),
    detail: text(),
    risks: text().array().notNull().default([]),
    costMinor: bigint({ mode: "number" }),
    currency: word(),
    /** SHA-256 of the values the verdict was computed from. */
    fingerprint: word().notNull(),
    isExcluded: boolean().notNull().default(false),
    /** Sealed; such as an auth code. */
    secrets: text(),
    operationId: uuid(),
    /** How its delegation looks in the DNS: checking, or a verdict of server/dns/verdict.ts; null: not asked. */
    dns: word(),
    /** What was found out, and by which rule it was judged. */
    dnsFacts: jsonb().$type<Json>(),
    /** When the DNS is looked at (again), or a worker that looks is given up. */
    dnsNextAt: instant(),
    /** When the parent zone is looked at for the new nameservers, and when it was first seen to have them. */
    parentNextAt: instant(),
    parentSeenAt: instant(),
  },
  (table) => [
    primaryKey({ columns: [table.planId, table.position] }),
    check(
      "plan_rows_dns_known",
      sql`${table.dns} in ('checking', 'safe', 'breaks', 'lame', 'unknown')`,
    ),
    index("plan_rows_dns_due").on(table.dnsNextAt).where(sql`${table.dnsNextAt} is not null`),
    index("plan_rows_parent_due")
      .on(table.parentNextAt)
      .where(sql`${table.parentNextAt} is not null`),
    unique("plan_rows_name").on(table.planId, table.name),
    check(
      "plan_rows_verdict_known",
      sql`${table.verdict} in ('change', 'same', 'skipped', 'impossible')`,
    ),
    index("plan_rows_verdict").on(table.planId, table.verdict, table.position),
  ],
);

/**
 * One change to one name at its registrar: the durable intent, and what became of it. The row is committed before
 * any byte leaves. `submitted` is told before sending, so a process that dies cannot hide that it may have sent.
 */
export const operations = pgTable(
  "operations",
  {
    id: uuid().defaultRandom().primaryKey(),
    partnerId: uuid().references(() => partners.id),
    accountId: uuid()
      .notNull()
      .references(() => registrarAccounts.id),
    domainId: uuid().references(() => domains.id, { onDelete: "set null" }),
    name: word().notNull(),
    kind: word().notNull(),
    isPaid: boolean().notNull(),
    planId: uuid()
      .notNull()
      .references(() => plans.id),
    planPosition: integer().notNull(),
    params: jsonb().$type<Json>().notNull(),
    secrets: text(),
    state: word().notNull().default("pending"),
    ...asker(),
    requestId: text().notNull(),
    requestedAt: instant().notNull().defaultNow(),
    dispatchedAt: instant(),
    acceptedAt: instant(),
    verifiedAt: instant(),
    finishedAt: instant(),
    reviewAt: instant(),
    /** Times it was sent. */
    sends: integer().notNull().default(0),
    maxSends: integer().notNull(),
    /** Readings since it was sent, or tries to begin: they set how long the next one waits. */
    checks: integer().notNull().default(0),
    nextAttemptAt: instant(),
    leaseToken: uuid(),
    leaseUntil: instant(),
    registrarRef: text(),
    errorCode: word(),
    errorMessage: text(),
    /** What stood at the registrar just before it was sent. */
    before: jsonb().$type<Json>(),
    /** What proved it, or what it waits for. */
    evidence: jsonb().$type<Json>(),
    /** Why a second renewal of the same period was wanted. */
    forcedReason: text(),
  },
  (table) => [
    check(
      "operations_state_known",
      sql`${table.state} in ('pending', 'submitted', 'retrying', 'unknown', 'completed', 'failed', 'cancelled', 'superseded')`,
    ),
    check("operations_paid_is_sent_once", sql`not ${table.isPaid} or ${table.sends} <= 1`),
    check(
      "operations_finished",
      sql`(${table.finishedAt} is not null) = (${table.state} in ('completed', 'failed', 'cancelled', 'superseded'))`,
    ),
    uniqueIndex("operations_one_open_paid")
      .on(table.name, table.kind)
      .where(
        sql`${table.isPaid} and ${table.state} in ('pending', 'submitted', 'retrying', 'unknown')`,
      ),
    uniqueIndex("operations_one_renewal_of_a_period")
      .on(table.name, sql`(params ->> 'currentExpiresAt')`)
      .where(
        sql`${table.kind} = 'renew' and ${table.forcedReason} is null and ${table.state} not in ('failed', 'cancelled')`,
      ),
    index("operations_due")
      .on(table.accountId, table.nextAttemptAt, table.planPosition)
      .where(sql`${table.finishedAt} is null`),
    index("operations_sent_due")
      .on(table.accountId, table.nextAttemptAt, table.planPosition)
      .where(sql`${table.finishedAt} is null and ${table.state} in ('submitted', 'unknown')`),
    // A name that goes away leaves its operations behind: they are found by it.
    index("operations_domain").on(table.domainId).where(sql`${table.domainId} is not null`),
    index("operations_open_name").on(table.name).where(sql`${table.finishedAt} is null`),
    unique("operations_one_of_a_row").on(table.planId, table.planPosition),
    index("operations_plan").on(table.planId, table.state, table.planPosition),
    index("operations_requested").on(table.requestedAt, table.id),
    index("operations_partner_requested").on(table.partnerId, table.requestedAt, table.id),
    index("operations_state_requested").on(table.state, table.requestedAt, table.id),
    index("operations_partner_state_requested").on(
      table.partnerId,
      table.state,
      table.requestedAt,
      table.id,
    ),
    index("operations_name_requested").on(table.name, table.requestedAt, table.id),
    index("operations_review")
      .on(table.reviewAt)
      .where(sql`${table.reviewAt} is not null and ${table.finishedAt} is null`),
  ],
);

/** A name that is unlocked for a while: what for, until when, and which plan locks it again. */
export const lockLeases = pgTable(
  "lock_leases",
  {
    id: uuid().defaultRandom().primaryKey(),
    partnerId: uuid(),
    domainId: uuid()
      .notNull()
      .references(() => domains.id, { onDelete: "cascade" }),
    planId: uuid()
      .notNull()
      .references(() => plans.id),
    purpose: text().notNull(),
    until: instant().notNull(),
    createdAt: instant().notNull().defaultNow(),
    endedAt: instant(),
    relockPlanId: uuid(),
  },
  (table) => [
    uniqueIndex("lock_leases_one_open").on(table.domainId).where(sql`${table.endedAt} is null`),
    index("lock_leases_due").on(table.until).where(sql`${table.endedAt} is null`),
    index("lock_leases_domain").on(table.domainId, table.createdAt),
  ],
);
