import { and, desc, eq, isNull, type SQL, sql } from "drizzle-orm";
import type { PgUpdateSetSource } from "drizzle-orm/pg-core";
import type { Transaction } from "@/db/client";
import { registrarAccounts } from "@/db/schema/accounts";
import { importChunks, imports } from "@/db/schema/imports";
import { plans } from "@/db/schema/operations";
import { partners } from "@/db/schema/partners";
import { notFound } from "../kernel/errors";
import type { PartnerChoice } from "./judge";
import type { DateFormat, Mapping } from "./schemas";
import type { RawRecord } from "./split-records";

export type Import = typeof imports.$inferSelect;
export type Account = typeof registrarAccounts.$inferSelect;
export type ImportOfAccount = { readonly file: Import; readonly account: Account };

/** How long a working process may be silent before another may go on with its import. */
const LEASE_SECONDS = 60;
const lease = sql`now() + make_interval(secs => ${LEASE_SECONDS})`;
const isFree = sql`(${imports.leaseUntil} is null or ${imports.leaseUntil} < now())`;

/** An account in use. @throws AppError `not_found` */
export async function findAccount(tx: Transaction, id: string): Promise<Account> {
  const [account] = await tx
    .select()
    .from(registrarAccounts)
    .where(and(eq(registrarAccounts.id, id), isNull(registrarAccounts.removedAt)));
  if (!account) throw notFound("This registrar account");
  return account;
}

/** Takes an account for the rest of the transaction: files of one account are applied one after the other. */
export async function holdAccount(tx: Transaction, id: string): Promise<Account> {
  const [account] = await tx
    .select()
    .from(registrarAccounts)
    .where(and(eq(registrarAccounts.id, id), isNull(registrarAccounts.removedAt)))
    .for("no key update");
  if (!account) throw notFound("This registrar account");
  return account;
}

export async function insertImport(
  tx: Transaction,
  row: typeof imports.$inferInsert,
): Promise<string> {
  const [made] = await tx.insert(imports).values(row).returning({ id: imports.id });
  if (!made) throw new Error("insert returned no row");
  return made.id;
}

/** Stores a piece of a file. */
export async function insertChunk(
  tx: Transaction,
  importId: string,
  n: number,
  records: readonly RawRecord[],
): Promise<void> {
  await tx.insert(importChunks).values({
    importId,
    n,
    lines: records.map(({ line }) => line),
    texts: records.map(({ text }) => text),
    faults: records.map(({ fault }) => fault),
  });
}

const withAccount = (tx: Transaction, condition: SQL) =>
  tx
    .select({ file: imports, account: registrarAccounts })
    .from(imports)
    .innerJoin(registrarAccounts, eq(registrarAccounts.id, imports.accountId))
    .where(condition);

/** One import with its account, also of an account that is gone. @throws AppError `not_found` */
export async function findImport(tx: Transaction, id: string): Promise<ImportOfAccount> {
  const [found] = await withAccount(tx, eq(imports.id, id));
  if (!found) throw notFound("This import");
  return found;
}

/** What a plan of kind `import` is of. @throws AppError `not_found` */
export async function importOfPlan(tx: Transaction, planId: string): Promise<ImportOfAccount> {
  const [found] = await withAccount(tx, eq(imports.planId, planId));
  if (!found) throw notFound("This import");
  return found;
}

/** {@link findImport}, locked until the transaction ends; the plan it was frozen as before it, as everybody takes them. */
export async function lockImport(tx: Transaction, id: string): Promise<ImportOfAccount> {
  await tx
    .select({ id: plans.id })
    .from(plans)
    .where(sql`${plans.id} = (select plan_id from imports where id = ${id}::uuid)`)
    .for("no key update");
  await tx.select({ id: imports.id }).from(imports).where(eq(imports.id, id)).for("update");
  return findImport(tx, id);
}

const MOST_LISTED = 100;

/** The files of an account, newest first. */
export const listImports = (tx: Transaction, accountId: string): Promise<Import[]> =>
  tx
    .select()
    .from(imports)
    .where(eq(imports.accountId, accountId))
    .orderBy(desc(imports.createdAt))
    .limit(MOST_LISTED);

export async function updateImport(
  tx: Transaction,
  id: string,
  change: PgUpdateSetSource<typeof imports>,
): Promise<void> {
  await tx
    .update(imports)
    .set({ ...change, updatedAt: sql`now()` })
    .where(eq(imports.id, id));
}

type Order = Pick<Import, "requestId" | "address" | "orderedBy">;
type Check = Order & { readonly mapping: Mapping; readonly dateFormat: DateFormat | null };

/** Puts a file into the state in which its rows are checked, from the first on. */
export const beginCheck = (tx: Transaction, id: string, order: Check): Promise<void> =>
  updateImport(tx, id, {
    ...order,
    state: "checking",
    checkedChunks: 0,
    checkedRecords: 0,
    rowsHash: "",
    counts: {},
    planId: null,
    failure: null,
    leaseToken: null,
    leaseUntil: null,
  });

/** Notes who had the rows of a plan brought in: the log names this person for every name. */
export const beginApply = (tx: Transaction, planId: string, order: Order): Promise<void> =>
  tx
    .update(imports)
    .set({ ...order, updatedAt: sql`now()` })
    .where(eq(imports.planId, planId))
    .then(() => undefined);

/** Work that waits for a worker: a file to be checked, or one whose plan was started. */
const isWaiting = sql`(${imports.state} = 'checking' or (${imports.state} = 'checked' and exists (
  select 1 from plans p where p.id = ${imports.planId} and p.state = 'applying')))`;

/** Takes an import that waits for work, unless somebody works on it. */
export async function takeLease(
  tx: Transaction,
  id: string,
  token: string,
): Promise<Import | null> {
  const [taken] = await tx
    .update(imports)
    .set({ leaseToken: token, leaseUntil: lease })
    .where(and(eq(imports.id, id), isWaiting, isFree))
    .returning();
  return taken ?? null;
}

/** Holds on to a lease. @returns false when it ran out and may be somebody else's: stop at once */
export async function holdLease(tx: Transaction, id: string, token: string): Promise<boolean> {
  const held = await tx
    .update(imports)
    .set({ leaseUntil: lease, updatedAt: sql`now()` })
    .where(and(eq(imports.id, id), eq(imports.leaseToken, token)))
    .returning({ id: imports.id });
  return held.length > 0;
}

/** Gives a lease back, so that the next may go on at once. */
export async function dropLease(tx: Transaction, id: string, token: string): Promise<void> {
  await tx
    .update(imports)
    .set({ leaseToken: null, leaseUntil: null })
    .where(and(eq(imports.id, id), eq(imports.leaseToken, token)));
}

/**
 * Ends the import of a plan that is over, by whichever way. What it was made of is kept only while some of it can be
 * tried again.
 */
export async function endOfPlan(
  tx: Transaction,
  planId: string,
  isApplied: boolean,
): Promise<void> {
  const [ended] = await tx
    .update(imports)
    .set({
      state: isApplied ? "applied" : "discarded",
      finishedAt: isApplied ? sql`now()` : null,
      updatedAt: sql`now()`,
      leaseToken: null,
      leaseUntil: null,
    })
    .where(eq(imports.planId, planId))
    .returning({ id: imports.id, failedNames: imports.failedNames });
  if (ended && (!isApplied || ended.failedNames === 0)) await deleteChunks(tx, ended.id);
}

/** Ends work that cannot go on, and says why. A lease that is no longer ours is left alone. */
export async function failImport(
  tx: Transaction,
  id: string,
  token: string,
  failure: string,
): Promise<void> {
  await tx
    .update(imports)
    .set({ state: "failed", failure, leaseToken: null, leaseUntil: null, updatedAt: sql`now()` })
    .where(and(eq(imports.id, id), eq(imports.leaseToken, token)));
}

/** Imports that wait for work nobody does, the longest first. */
export const waitingImports = (tx: Transaction): Promise<{ id: string }[]> =>
  tx
    .select({ id: imports.id })
    .from(imports)
    .where(and(isWaiting, isFree))
    .orderBy(imports.updatedAt);

/** A piece of a file as records; none: there is no such piece. */
export async function readChunk(
  tx: Transaction,
  importId: string,
  n: number,
): Promise<readonly RawRecord[]> {
  const [chunk] = await tx
    .select()
    .from(importChunks)
    .where(and(eq(importChunks.importId, importId), eq(importChunks.n, n)));
  if (!chunk) return [];
  return chunk.lines.map((line, at) => ({
    line,
    text: chunk.texts[at] ?? "",
    fault: (chunk.faults[at] ?? "") as RawRecord["fault"],
  }));
}

export async function deleteChunks(tx: Transaction, importId: string): Promise<void> {
  await tx.delete(importChunks).where(eq(importChunks.importId, importId));
}

/** The first few records, to show what the columns hold. */
export async function firstTexts(
  tx: Transaction,
  importId: string,
  most: number,
): Promise<string[]> {
  const rows = await tx.execute<{ text: string }>(sql`
    select r.text from import_chunks c, unnest(c.texts[1:50], c.faults[1:50]) as r(text, fault)
    where c.import_id = ${importId}::uuid and c.n = 0 and r.fault = '' limit ${most}`);
  return rows.map(({ text }) => text);
}

/** Partners that names may be given to, by id and by name in lower case. */
export async function openPartners(tx: Transaction): Promise<ReadonlyMap<string, PartnerChoice>> {
  const rows = await tx
    .select({ id: partners.id, name: partners.name })
    .from(partners)
    .where(isNull(partners.archivedAt));
  return new Map(
    rows.flatMap((one): [string, PartnerChoice][] => [
      [one.id, one],
      [one.name.toLowerCase(), one],
    ]),
  );
}

/** Staged rows stay so long after the last thing that happened to an import. */
const KEPT_DAYS = 30;

/** Drops what was staged for files nobody has touched for a month. @returns how many files that were */
export async function sweep(tx: Transaction): Promise<number> {
  const old = await tx.execute<{ id: string }>(sql`
    update imports set state = case when state in ('uploaded', 'checked') then 'discarded' else state end,
      updated_at = now(), chunks = 0
    where updated_at < now() - make_interval(days => ${KEPT_DAYS})
      and (chunks > 0 or exists (select 1 from import_rows r where r.import_id = imports.id))
      and state <> 'checking'
      and not exists (select 1 from plans p where p.id = plan_id and p.state in ('applying', 'paused'))
    returning id`);
  const ids = old.map(({ id }) => id);
  if (ids.length === 0) return 0;
  const list = sql`any (${sql.param(ids)}::uuid[])`;
  await tx.execute(sql`delete from import_chunks where import_id = ${list}`);
  await tx.execute(sql`delete from import_rows where import_id = ${list}`);
  return ids.length;
}
