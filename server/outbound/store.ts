import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";

export type Place = { readonly accountId: string; readonly endpoint: string };

export type Admission = {
  readonly verdict: "go" | "wait" | "open";
  /** When the first place may be used, or when to ask again; negative when it could have been used before. */
  readonly firstMs: number;
  /** How many places were taken. */
  readonly places: number;
  readonly probe: string | null;
};

type Asking = Place & {
  readonly rateKey: string;
  readonly intervalMs: number;
  readonly burst: number;
  /** How far ahead a place may be taken. */
  readonly horizonMs: number;
  /** How many places are wanted. */
  readonly wanted: number;
};

/** Asks once for breaker and rate. @see db/migrations, function admit_calls */
export async function admit(db: Database, asking: Asking): Promise<Admission> {
  const { accountId, endpoint, rateKey, intervalMs, burst, horizonMs, wanted } = asking;
  const [row] = await db.execute<{
    verdict: Admission["verdict"];
    first_ms: number;
    places: number;
    probe: string | null;
  }>(
    sql`select * from admit_calls(${accountId}::uuid, ${endpoint}, ${rateKey}, ${intervalMs}::float8,
      ${burst}::int, ${horizonMs}::float8, ${wanted}::int)`,
  );
  if (!row) throw new Error("admit_calls answered nothing");
  const { verdict, places, probe } = row;
  return { verdict, firstMs: Number(row.first_ms), places, probe };
}

/** Holds back all calls of a rate, so long and no longer: a pause that ends later stays. */
export async function pause(db: Database, rateKey: string, forMs: number): Promise<void> {
  const until = sql`clock_timestamp() + make_interval(secs => ${forMs / 1000})`;
  await db.execute(sql`
    insert into rate_limits as r (key, arrives_at) values (${rateKey}, ${until})
    on conflict (key) do update set arrives_at = greatest(r.arrives_at, excluded.arrives_at)`);
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

/** For how long the breaker of an endpoint will be open; null when it is not. */
export async function openForMs(db: Database, place: Place): Promise<number | null> {
  const { accountId, endpoint } = place;
  const [row] = await db.execute<{ ms: number }>(sql`
    select 1000 * extract(epoch from opened_until - clock_timestamp())::float8 as ms
    from circuit_breakers
    where account_id = ${accountId}::uuid and endpoint = ${endpoint}
      and state = 'open' and opened_until > clock_timestamp()`);
  return row ? Number(row.ms) : null;
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
