import { and, eq, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { operations } from "@/db/schema/operations";
import type { OperationState } from "../kinds";
import type { Claimed } from "../queue/store";

/**
 * How far an operation has come by what is on record: its worker knows only how it was when it was taken.
 *
 * @returns null when it is no longer this worker's
 */
export async function stateOf(
  tx: Transaction,
  { id, leaseToken }: Pick<Claimed, "id" | "leaseToken">,
): Promise<OperationState | null> {
  const [row] = await tx
    .select({ state: operations.state })
    .from(operations)
    .where(and(eq(operations.id, id), eq(operations.leaseToken, leaseToken)));
  return (row?.state as OperationState | undefined) ?? null;
}

/** What other operations of its kind have sent for its name that were still under way when this one was started. */
export async function sentMeanwhile(
  tx: Transaction,
  { id, name, kind, requestedAt }: Pick<Claimed, "id" | "name" | "kind" | "requestedAt">,
): Promise<Readonly<Record<string, unknown>>[]> {
  const rows = await tx
    .select({ params: operations.params })
    .from(operations)
    .where(
      and(
        eq(operations.name, name),
        eq(operations.kind, kind),
        sql`${operations.id} <> ${id}::uuid and ${operations.sends} > 0`,
        sql`(${operations.requestedAt}, ${operations.id}) < (${requestedAt}::timestamptz, ${id}::uuid)`,
        sql`coalesce(${operations.finishedAt}, 'infinity') >= ${requestedAt}::timestamptz`,
      ),
    );
  return rows.map(({ params }) => params as Readonly<Record<string, unknown>>);
}
