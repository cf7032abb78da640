import { sql } from "drizzle-orm";
import { check, index, integer, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { registrarAccounts } from "./accounts";
import { instant, word } from "./columns";
import { plans } from "./operations";

/** Who asked for the work, as it is told to the log. */
type OrderedBy = {
  readonly actor:
    | {
        readonly kind: "user";
        readonly id: string;
        readonly name: string;
        readonly email: string;
        readonly role: "admin" | "staff" | "customer";
      }
    | { readonly kind: "job"; readonly id: string; readonly name: string };
  readonly source: "ui" | "api" | "cron" | "job" | "system";
};

/**
 * One file of names for one account, or the way back of one (no columns, no pieces). Once it was checked its plan says
 * how it stands. An affair of the house: no partner sees it, whatever names it holds. A set lease means one process is
 * working on it right now.
 */
export const imports = pgTable(
  "imports",
  {
    id: uuid().defaultRandom().primaryKey(),
    accountId: uuid()
      .notNull()
      .references(() => registrarAccounts.id),
    /** What its rows were frozen as; null until they were checked. */
    planId: uuid().references(() => plans.id),
    state: word().notNull().default("uploaded"),
    fileName: text().notNull(),
    bytes: integer().notNull().default(0),
    /** SHA-256 of the file as it came, in hex. */
    digest: word().notNull().default(""),
    delimiter: word().notNull(),
    /** The names of the columns, in the order of the file. */
    columns: text().array().notNull(),
    /** Records below the head, readable or not, and how many pieces they are stored in. */
    records: integer().notNull().default(0),
    chunks: integer().notNull().default(0),
    /** Which column (counted from 0) holds which field, once somebody said so. */
    mapping: jsonb().$type<Readonly<Record<string, number>>>(),
    dateFormat: word(),
    checkedChunks: integer().notNull().default(0),
    checkedRecords: integer().notNull().default(0),
    /** SHA-256 over the verdicts so far: each piece is hashed with what stood here before. */
    rowsHash: word().notNull().default(""),
    /** Up to which line the rows were brought in, and of those how many changed something, and how many could not. */
    appliedLine: integer().notNull().default(0),
    appliedRecords: integer().notNull().default(0),
    appliedNames: integer().notNull().default(0),
    failedNames: integer().notNull().default(0),
    /** How many rows have each verdict. */
    counts: jsonb().$type<Readonly<Record<string, number>>>().notNull().default({}),
    /** Who had the last step done, and where: the log names this person for every name. */
    orderedBy: jsonb().$type<OrderedBy>().notNull(),
    requestId: text().notNull(),
    address: text(),
    leaseToken: uuid(),
    leaseUntil: instant(),
    failure: text(),
    createdAt: instant().notNull().defaultNow(),
    updatedAt: instant().notNull().defaultNow(),
    finishedAt: instant(),
  },
  (table) => [
    check(
      "imports_state_known",
      sql`${table.state} in ('uploaded', 'checking', 'checked', 'applied', 'failed', 'discarded')`,
    ),
    index("imports_account").on(table.accountId, table.createdAt),
    index("imports_open").on(table.updatedAt).where(sql`${table.state} in ('checking', 'checked')`),
    index("imports_plan").on(table.planId),
  ],
);

/** A piece of a file: some thousand records as they stand in it, each with the line it begins on. */
export const importChunks = pgTable(
  "import_chunks",
  {
    importId: uuid()
      .notNull()
      .references(() => imports.id, { onDelete: "cascade" }),
    n: integer().notNull(),
    lines: integer().array().notNull(),
    texts: text().array().notNull(),
    /** Why a record cannot be read at all; the empty word for those that can. */
    faults: text().array().notNull(),
  },
  (table) => [primaryKey({ columns: [table.importId, table.n] })],
);

/**
 * What is to become of one record: the rows of the plan of a file. `target_id` is the name's row, there already or to
 * be; `record` the columns it will have, `version` the state of the row they were worked out from, `was` the columns a
 * changed name had, so that it can be set back.
 */
export const importRows = pgTable(
  "import_rows",
  {
    importId: uuid()
      .notNull()
      .references(() => imports.id, { onDelete: "cascade" }),
    line: integer().notNull(),
    verdict: word().notNull(),
    /** The name as stored; where it is none, as the file has it. */
    name: word().notNull(),
    targetId: uuid(),
    version: integer(),
    record: jsonb(),
    was: jsonb(),
    before: jsonb(),
    after: jsonb(),
    /** What is wrong, each {field, code, message}. */
    problems: jsonb(),
    /** Why it was not brought in after all; null: it was, or is to be. */
    fault: word(),
  },
  (table) => [
    primaryKey({ columns: [table.importId, table.line] }),
    index("import_rows_verdict").on(table.importId, table.verdict, table.line),
    index("import_rows_fault")
      .on(table.importId, table.line)
      .where(sql`${table.fault} is not null`),
  ],
);
