import { and, eq, inArray, ne, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { registrarAccounts } from "@/db/schema/accounts";
import { conflicts } from "@/db/schema/conflicts";
import { domains } from "@/db/schema/domains";
import { DOMAIN_FLAGS } from "../../names/domain-flags";
import { REVIEWS } from "../vocabulary";

export type NewConflict = Omit<
  typeof conflicts.$inferInsert,
  "id" | "state" | "outcome" | "version"
>;

const LIVE = {
  id: conflicts.id,
  domainId: conflicts.domainId,
  accountId: conflicts.accountId,
  field: conflicts.field,
  rule: conflicts.rule,
  toldKey: conflicts.toldKey,
};

/** Conflicts of some names that are not over. */
export const liveOf = (tx: Transaction, ids: readonly string[]) =>
  tx
    .select(LIVE)
    .from(conflicts)
    .where(
      and(
        sql`${conflicts.domainId} = any (${sql.param([...ids])}::uuid[])`,
        sql`${conflicts.state} <> 'closed'`,
      ),
    )
    .prepare("live_of")
    .execute();
export type Live = Awaited<ReturnType<typeof liveOf>>[number];

/** Holds names until the transaction ends, so that a decision and a reading follow one another. */
export async function holdNames(tx: Transaction, ids: readonly string[]): Promise<void> {
  await tx
    .select({ id: domains.id })
    .from(domains)
    .where(inArray(domains.id, [...ids]))
    .orderBy(domains.id)
    .for("update");
}

/** Ends conflicts by themselves. */
export async function close(
  tx: Transaction,
  ids: readonly string[],
  outcome: "agreed" | "superseded",
  at: string,
): Promise<void> {
  if (ids.length === 0) return;
  await tx
    .update(conflicts)
    .set({
      state: "closed",
      outcome: sql`coalesce(${conflicts.outcome}, ${outcome})`,
      closedAt: at,
      version: sql`${conflicts.version} + 1`,
    })
    .where(and(inArray(conflicts.id, [...ids]), ne(conflicts.state, "closed")));
}

type Seen = { readonly runId: string; readonly via: string; readonly at: string };

/** Notes that a reading told the same once more. */
export async function seenAgain(
  tx: Transaction,
  ids: readonly string[],
  { runId, via, at }: Seen,
): Promise<void> {
  if (ids.length > 0)
    await tx
      .update(conflicts)
      .set({ lastSeenAt: at, runId, via })
      .where(inArray(conflicts.id, [...ids]));
}

/** How many rows go in one statement: each has about twenty parameters, of which there may be 65,535. */
const AT_ONCE = 1_000;

/** Writes new conflicts, in sets. */
export async function open(tx: Transaction, rows: readonly NewConflict[]): Promise<void> {
  for (let start = 0; start < rows.length; start += AT_ONCE)
    await tx
      .insert(conflicts)
      .values(rows.slice(start, start + AT_ONCE))
      .onConflictDoNothing();
}

/** Asks for looks; one that waits already is only seen again. */
export async function review(tx: Transaction, rows: readonly NewConflict[]): Promise<void> {
  for (let start = 0; start < rows.length; start += AT_ONCE)
    await tx
      .insert(conflicts)
      .values(rows.slice(start, start + AT_ONCE))
      .onConflictDoUpdate({
        target: [conflicts.domainId, conflicts.field],
        targetWhere: sql`${conflicts.state} <> 'closed'`,
        set: {
          lastSeenAt: sql`excluded.last_seen_at`,
          runId: sql`excluded.run_id`,
          accountId: sql`excluded.account_id`,
          told: sql`excluded.told`,
        },
      });
}

/** Which of these accounts are kept by hand. */
export async function byHandAmong(
  tx: Transaction,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set();
  const rows = await tx
    .select({ id: registrarAccounts.id })
    .from(registrarAccounts)
    .where(
      and(
        inArray(registrarAccounts.id, [...new Set(ids)]),
        eq(registrarAccounts.registrar, "manual"),
      ),
    );
  return new Set(rows.map(({ id }) => id));
}

/** Closes what said that names of an account are elsewhere too, where a reading of all of it did not say so again. */
export async function closeElsewhere(
  tx: Transaction,
  accountId: string,
  runId: string,
  at: string,
): Promise<void> {
  await tx
    .update(conflicts)
    .set({
      state: "closed",
      outcome: sql`coalesce(${conflicts.outcome}, 'agreed')`,
      closedAt: at,
      version: sql`${conflicts.version} + 1`,
    })
    .where(
      and(
        eq(conflicts.accountId, accountId),
        eq(conflicts.field, "elsewhere"),
        ne(conflicts.state, "closed"),
        sql`${conflicts.runId} is distinct from ${runId}::uuid`,
      ),
    );
}

const NO_VALUES = sql.join(
  [...REVIEWS, "autoRenew"].map((field) => sql`${field}`),
  sql`, `,
);

/** Sets the flag of names with an open conflict about a value, and takes it from the others. */
export async function alignFlags(tx: Transaction, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const bit = sql.raw(String(DOMAIN_FLAGS.disbelieved));
  const waits = sql`exists (select 1 from ${conflicts} c where c.domain_id = d.id and c.state = 'open'
    and c.field not in (${NO_VALUES}))`;
  const wanted = sql`case when ${waits} then d.flags | ${bit} else d.flags & ~${bit} end`;
  await tx.execute(sql`
    update domains d set flags = ${wanted}, version = d.version + 1, updated_at = now()
    where d.id in (${sql.join(
      ids.map((id) => sql`${id}::uuid`),
      sql`, `,
    )}) and d.flags <> ${wanted}`);
}

/** Ends what waits about a field of one name, because both sides agree now. */
export async function closeAgreed(
  tx: Transaction,
  domainId: string,
  field: string,
  at: string,
): Promise<void> {
  const live = await liveOf(tx, [domainId]);
  const ids = live.filter((one) => one.field === field).map(({ id }) => id);
  await close(tx, ids, "agreed", at);
}

/** Ends the looking at arrivals that somebody did on a page of theirs. */
export async function seenByLooking(
  tx: Transaction,
  ids: readonly string[],
  who: { readonly id: string; readonly name: string; readonly at: string },
): Promise<void> {
  if (ids.length === 0) return;
  await tx
    .update(conflicts)
    .set({
      state: "closed",
      outcome: "accepted",
      decidedById: who.id,
      decidedByName: who.name,
      decidedAt: who.at,
      closedAt: who.at,
      version: sql`${conflicts.version} + 1`,
    })
    .where(
      and(
        inArray(conflicts.domainId, [...ids]),
        eq(conflicts.field, "arrival"),
        eq(conflicts.state, "open"),
      ),
    );
}

/** Takes away all that was ever in doubt about a name: it begins anew with somebody else. */
export async function forget(tx: Transaction, domainId: string): Promise<void> {
  await tx.delete(conflicts).where(eq(conflicts.domainId, domainId));
}
