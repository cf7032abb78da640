import { inArray } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { users } from "@/db/schema/people";

/** Whether any of these addresses belongs to a user. */
export async function hasAnyOf(tx: Transaction, emails: readonly string[]): Promise<boolean> {
  const [row] = await tx
    .select({ id: users.id })
    .from(users)
    .where(inArray(users.email, [...emails]))
    .limit(1);
  return row !== undefined;
}
