import type { Transaction } from "@/db/client";
import { authorize, type Permission } from "../auth/policy";
import type { ServiceContext } from "../kernel/context";
import { transact } from "../kernel/transact";
import type { AuditEntry } from "./entry";
import * as store from "./store";

export type Recorder = (...entries: readonly AuditEntry[]) => Promise<void>;

/**
 * Runs one audited change: checks `permission`, opens a transaction in the caller's scope, and rolls
 * back a body that ends without recording what it did. No other door leads to a write.
 *
 * A body that found nothing to change returns through `record()` with no entries: that too is a
 * recorded decision, and leaves no line.
 */
export async function mutate<T>(
  ctx: ServiceContext,
  permission: Permission,
  body: (tx: Transaction, record: Recorder) => Promise<T>,
): Promise<T> {
  authorize(ctx.actor, permission);

  return transact(ctx, async (tx) => {
    let isRecorded = false;
    const record: Recorder = async (...entries) => {
      isRecorded = true;
      await store.append(tx, ctx, entries);
    };
    const value = await body(tx, record);
    if (!isRecorded) throw new Error(`${permission} changed data without an audit entry`);
    return value;
  });
}
