import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";

export type Place = { readonly accountId: string; readonly endpoint: string };

export type Admission = {
  readonly verdict: "go" | "wait" | "open";
  readonly waitMs: number;
  readonly probe: string | null;
};

type Asking = Place & {
  readonly rateKey: string;
  readonly intervalMs: number;
  readonly burst: number;
  /** How far ahead a place may be taken. */
  readonly horizonMs: number;
};

/** Asks once for breaker and rate. @see db/migrations, function admit_call */
export async function admit(db: Database, asking: Asking): Promise<Admission> {
  const { accountId, endpoint, rateKey, intervalMs, burst, horizonMs } = asking;
  const [row] = await db.execute<{
    verdict: Admission["verdict"];
    wait_ms: number;
    probe: string | null;
  }>(
    sql`select * from admit_call(${accountId}::uuid, ${endpoint}, ${rateKey}, ${intervalMs}::float8,
      ${burst}::int, ${horizonMs}::float8)`,
  );
  if (!row) throw new Error("admit_call answered nothing");
  return { verdict: row.verdict, waitMs: Number(row.wait_ms), probe: row.probe };
}

type Report = Place & {
  readonly good: number;
  readonly bad: number;
  readonly probe: string | null;
  readonly what: string;
};

/** Tells what calls came to. @returns the breaker's state afterwards */
export async function report(db: Database, told: Report): Promise<string> {
  const { accountId, endpoint, good, bad, probe, what } = told;
  const [row] = await db.execute<{ state: string }>(
    sql`select report_calls(${accountId}::uuid, ${endpoint}, ${good}::int, ${bad}::int, ${probe}::uuid, ${what}) as state`,
  );
  return row?.state ?? "closed";
}

export type BreakerRow = {
  endpoint: string;
  state: string;
  opened_until: string | null;
  last_failure: string | null;
  changed_at: string;
};

/** The breakers of an account that are not closed, or have been open. */
export async function breakersOf(db: Database, accountId: string): Promise<BreakerRow[]> {
  const rows = await db.execute<BreakerRow>(sql`
    select endpoint, state, opened_until, last_failure, changed_at from circuit_breakers
    where account_id = ${accountId}::uuid order by endpoint`);
  return [...rows];
}
