import { sql } from "drizzle-orm";
import { check, index, integer, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { registrarAccounts } from "./accounts";
import { instant, word } from "./columns";

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
 * One file of names brought in by hand for one account. An affair of the house: no partner sees it,
 * whatever names it holds. A set lease means one process is working on it right now.
 */
export const imports = pgTable(
  "imports",
  {
    id: uuid().defaultRandom().primaryKey(),
    accountId: uuid()
      .notNull()
      .references(() => registrarAccounts.id),
    state: word().notNull().default("uploaded"),
    fileName: text().notNull(),
    bytes: integer().notNull().default(0),
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
    appliedChunks: integer().notNull().default(0),
    appliedRecords: integer().notNull().default(0),
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
      sql`${table.state} in ('uploaded', 'checking', 'checked', 'applying', 'applied', 'failed', 'discarded')`,
    ),
    index("imports_account").on(table.accountId, table.createdAt),
    index("imports_open")
      .on(table.updatedAt)
      .where(sql`${table.state} in ('checking', 'applying')`),
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
 * What is to become of one record. `target_id` is the name's row, there already or to be; `record` the
 * columns it will have, `version` the state of the row they were worked out from. Unlogged (migration 0015): a
 * crash of the database empties it, which whoever applies a file notices; the file itself is in `import_chunks`.
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
    before: jsonb(),
    after: jsonb(),
    /** What is wrong, each {field, code, message}. */
    problems: jsonb(),
  },
  (table) => [
    primaryKey({ columns: [table.importId, table.line] }),
    index("import_rows_verdict").on(table.importId, table.verdict, table.line),
  ],
);
