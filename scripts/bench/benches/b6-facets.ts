import postgres from "postgres";
import { wrongCounts } from "@/scripts/generate/counts";
import { randomOf } from "@/scripts/generate/random";
import { type Arena, LARGE, SMALL } from "../arena";
import type { Field } from "../ground";
import { Caller, compare } from "../load";
import { type Figure, figures } from "../result";

const line = figures("B6");
const PATH = "/api/v1/domains/facets";
const WRITERS = 4;

/** The counts beside the filters, and whether many writers at once leave them right. */
export async function b6(arena: Arena): Promise<Figure[]> {
  const [{ origin }, visitors, field] = [
    await arena.product(LARGE),
    await arena.visitors(LARGE),
    await arena.field(LARGE),
  ];
  await checkTotals(origin, visitors, field);
  const aims = [visitors.middle, visitors.biggest, visitors.house].map((visitor) => ({
    origin,
    path: PATH,
    visitor,
  }));
  const [middle, biggest, house] = await compare(
    aims,
    { connections: 1, seconds: arena.seconds },
    arena.rounds,
  );
  if (!middle || !biggest || !house) return [];
  const exact = await timedExact(field);
  const wrong = await disturbed(await arena.field(SMALL), arena.isQuick ? 50 : 500);
  return [
    line({
      what: "all facets, tenant with some 10,000 names, API: p50",
      ours: middle.p50,
      unit: "ms",
      atMost: 12,
    }),
    line({
      what: "all facets, tenant with 500,000 names, API: p50",
      ours: biggest.p50,
      unit: "ms",
      atMost: 12,
    }),
    line({
      what: "all facets of all tenants, 1M names, API: p50; floor one exact count by one facet",
      ours: house.p50,
      unit: "ms",
      floor: exact,
      atMost: 5,
    }),
    line({
      what: `counts that are off after ${WRITERS} writers at once have ended`,
      ours: wrong,
      unit: "",
      atMost: 0,
    }),
  ];
}

async function checkTotals(
  origin: string,
  visitors: Record<string, { cookie: string }>,
  field: Field,
): Promise<void> {
  const sql = postgres(field.adminUrl, { max: 1 });
  for (const [name, index] of [
    ["house", null],
    ["biggest", 0],
    ["middle", 8],
  ] as const) {
    const caller = new Caller(origin, visitors[name]);
    const partner = index === null ? null : (field.houses.partners[index]?.id ?? null);
    const [truth] = await sql<[{ names: number }]>`select count(*)::int as names from domains
      where ${partner}::uuid is null or partner_id = ${partner}::uuid`;
    const { total, status } = await caller.json<{ total: number; status: { names: number }[] }>(
      PATH,
    );
    const summed = status.reduce((sum, { names }) => sum + names, 0);
    if (total !== truth.names || summed !== truth.names)
      throw new Error(`B6: ${name} counts ${total} of ${truth.names}.`);
    await caller.close();
  }
  await sql.end();
}

async function timedExact({ adminUrl }: Field): Promise<number> {
  const sql = postgres(adminUrl, { max: 1 });
  await sql`select lifecycle, count(*) from domains group by 1`;
  const startedAt = performance.now();
  await sql`select lifecycle, count(*) from domains group by 1`;
  const ms = performance.now() - startedAt;
  await sql.end();
  return ms;
}

/** Lets writers change the same names at once, then counts everything anew. */
async function disturbed({ adminUrl, ownerUrl, houses }: Field, changes: number): Promise<number> {
  const admin = postgres(adminUrl, { max: 1 });
  const pool = postgres(ownerUrl, { max: WRITERS, connection: { "app.partner": "*" } });
  const random = randomOf(6);
  const one = async () => {
    const slice = `${random.whole(16).toString(16)}${random.whole(16).toString(16)}`;
    const partner = houses.partners[random.whole(10)]?.id ?? null;
    await pool`
      update domains set flags = flags # ${1 << random.whole(6)}, partner_id = ${partner},
        tags = case when cardinality(tags) > 2 then '{}' else array_append(tags, 'moved') end,
        renew_by = renew_by + 1
      where id in (select id from domains where id >= ${`${slice}000000-0000-4000-8000-000000000000`}
        order by id limit 20 for update)`;
  };
  try {
    const queue = Array.from({ length: changes }, () => one);
    const worker = async () => {
      for (let next = queue.pop(); next; next = queue.pop()) await retried(next);
    };
    await Promise.all(Array.from({ length: WRITERS }, worker));
    return await wrongCounts(admin);
  } finally {
    await Promise.all([admin.end(), pool.end()]);
  }
}

/** As the product does: who lost a race asks again. */
async function retried(change: () => Promise<void>): Promise<void> {
  for (let attempt = 0; attempt < 20; attempt += 1) {
    try {
      return await change();
    } catch (error) {
      if (!(error instanceof postgres.PostgresError) || error.code !== "40P01") throw error;
    }
  }
  throw new Error("B6: a change lost every race.");
}
