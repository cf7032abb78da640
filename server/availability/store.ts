import { desc, isNull } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { registrarAccounts } from "@/db/schema/accounts";

/** The account to ask: the one that answered last. */
export async function anyAccount(tx: Transaction) {
  const [account] = await tx
    .select()
    .from(registrarAccounts)
    .where(isNull(registrarAccounts.removedAt))
    .orderBy(desc(registrarAccounts.lastGoodCallAt), registrarAccounts.name)
    .limit(1);
  return account ?? null;
}
