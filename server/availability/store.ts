import { and, isNull, ne, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { registrarAccounts } from "@/db/schema/accounts";

/** The account to ask: the one that answered last; one that never did comes behind all others. */
export async function anyAccount(tx: Transaction) {
  const [account] = await tx
    .select()
    .from(registrarAccounts)
    .where(and(isNull(registrarAccounts.removedAt), ne(registrarAccounts.registrar, "manual")))
    .orderBy(sql`${registrarAccounts.lastGoodCallAt} desc nulls last`, registrarAccounts.name)
    .limit(1);
  return account ?? null;
}
