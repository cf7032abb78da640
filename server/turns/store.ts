import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";

export type Place = { readonly ticket: string; readonly ahead: number };

/**
 * Stands in line behind all who came before, or keeps the place that is had already.
 *
 * @param own the ticket of a place that is had; null stands at the end
 * @returns the ticket, and how many stand before it; a place that was given away is a new one
 * @see db/migrations, function take_turn
 */
export async function takeTurn(
  db: Database,
  { key, own, leaseSeconds }: { key: string; own: string | null; leaseSeconds: number },
): Promise<Place> {
  const [row] = await db.execute<{ ticket: string; ahead: number }>(
    sql`select ticket::text, ahead from take_turn(${key}, ${own}::bigint, ${leaseSeconds}::int)`,
  );
  if (!row) throw new Error("take_turn answered nothing");
  return row;
}

/** Says that whoever has the place still lives. */
export async function keepTurn(db: Database, ticket: string, leaseSeconds: number): Promise<void> {
  await db.execute(sql`
    update call_turns set seen_until = clock_timestamp() + make_interval(secs => ${leaseSeconds})
    where ticket = ${ticket}::bigint`);
}

/** Leaves the line. */
export async function leaveTurn(db: Database, ticket: string): Promise<void> {
  await db.execute(sql`delete from call_turns where ticket = ${ticket}::bigint`);
}
