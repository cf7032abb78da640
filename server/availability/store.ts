import { and, desc, isNull, ne } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { registrarAccounts } from "@/db/schema/accounts";

/** The account to ask: the one that answered last. */
export async function anyAccount(tx: Transaction) {
  const [account] = await tx
    .select()
    .from(registrarAccounts)
    .where(and(isNull(registrarAccounts.removedAt), ne(registrarAccounts.registrar, "manual")))
    .orderBy(desc(registrarAccounts.lastGoodCallAt), registrarAccounts.name)
    .limit(1);
  return account ?? null;
}
