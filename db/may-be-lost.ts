import { sql } from "drizzle-orm";
import { again, type Transaction } from "./client";

/**
 * Lets a transaction end before it is on the disk. When the database's machine fails, the last of such transactions
 * may be lost, each of them whole: for what is found out again by itself.
 */
export const mayBeLost = (tx: Transaction): Promise<unknown> =>
  again(tx, sql`select set_config('synchronous_commit', 'off', true)`);
