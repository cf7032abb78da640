import { and, desc, eq, inArray, type SQL, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { registrarAccounts } from "@/db/schema/accounts";
import { domains } from "@/db/schema/domains";
import { users } from "@/db/schema/people";
import { syncRuns } from "@/db/schema/sync";
import type { RunQuery } from "../schemas";

/** Only a person's id is a uuid; the case keeps the cast from meeting anything else. */
const isStarter = sql`${users.id} = case when ${syncRuns.actorKind} = 'user' then ${syncRuns.actorId}::uuid end`;

const withNames = (tx: Transaction) =>
  tx
    .select({
      run: syncRuns,
      atUs: sql<number>`(extract(epoch from ${syncRuns.startedAt}) * 1000000)::float8`,
      accountName: registrarAccounts.name,
      domain: { name: domains.name, nameUnicode: domains.nameUnicode },
      /** Null for people whom the caller's tenant does not hold. */
      knownActorId: users.id,
    })
    .from(syncRuns)
    .innerJoin(registrarAccounts, eq(registrarAccounts.id, syncRuns.accountId))
    .leftJoin(domains, eq(domains.id, syncRuns.domainId))
    .leftJoin(users, isStarter);

export type RunPosition = { readonly startedAt: string; readonly id: string };

function conditionsOf(query: RunQuery, position: RunPosition | null): SQL[] {
  return [
    ...(query.account ? [eq(syncRuns.accountId, query.account)] : []),
    // What only schedules can be, "late" and "missed", no reading is.
    ...(query.state.length > 0 ? [inArray(syncRuns.state, [...query.state])] : []),
    ...(query.scope ? [eq(syncRuns.scope, query.scope)] : []),
    ...(position
      ? [
          sql`(${syncRuns.startedAt}, ${syncRuns.id}) < (${position.startedAt}::timestamptz, ${position.id}::uuid)`,
        ]
      : []),
  ];
}

/** Runs behind `position`, newest first, one more than asked so that the caller sees whether it goes on. */
export const page = (tx: Transaction, query: RunQuery, position: RunPosition | null) =>
  withNames(tx)
    .where(and(...conditionsOf(query, position)))
    .orderBy(desc(syncRuns.startedAt), desc(syncRuns.id))
    .limit(query.limit + 1);
export type RunRow = Awaited<ReturnType<typeof page>>[number];

export async function find(tx: Transaction, id: string): Promise<RunRow | null> {
  const [row] = await withNames(tx).where(eq(syncRuns.id, id));
  return row ?? null;
}
