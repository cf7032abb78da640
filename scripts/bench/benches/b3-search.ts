import postgres from "postgres";
import { randomOf } from "@/scripts/generate/random";
import { EMPTY_QUERY } from "@/server/portfolio/query";
import { type Arena, LARGE, SMALL } from "../arena";
import type { Field } from "../ground";
import { Caller, median, quantile } from "../load";
import { type Figure, figures } from "../result";
import { truthOf } from "../truth";

const line = figures("B3");
const DOMAINMOD_MS = 950;
const LENGTHS = [3, 4, 5, 6, 8] as const;
/** Endings that tens of thousands of names share, and a text that none has. */
const COMMON = ["media", "group", "tech", "online"];
const NONE = ["zzzzz", "qqqqqq"];

type List = {
  rows: { id: string; name: string; nameUnicode: string }[];
  total: { names: number; isExact: boolean };
};

/** Searching for a part of a name, as the partner with half of all names. */
export async function b3(arena: Arena): Promise<Figure[]> {
  const field = await arena.field(LARGE);
  const needles = await needlesOf(field, arena.isQuick ? 3 : 12);
  const times = await searched(arena, LARGE, needles);
  const small = await searched(arena, SMALL, needles);
  const walls = await wallCost(field, needles);
  const long = times.filter(({ needle }) => needle.length >= 5).map(({ ms }) => ms);
  const all = times.map(({ ms }) => ms);
  return [
    line({
      what: "search for 3 letters and more in 1M names, tenant, API: p95; floor the plain query without walls",
      ours: quantile(all, 0.95),
      unit: "ms",
      floor: walls.plainP95,
      atMost: 15,
    }),
    line({ what: "the same, 5 letters and more: p50", ours: median(long), unit: "ms", atMost: 5 }),
    line({ what: "the same, 5 letters and more: p95", ours: quantile(long, 0.95), unit: "ms" }),
    line({
      what: "in the database, walls against none: median of the ratios",
      ours: walls.ratio,
      unit: "x",
      atMost: 2,
    }),
    line({
      what: "DomainMOD's search at 100,000 names (950 ms) over ours: p50",
      ours: DOMAINMOD_MS / median(small.map(({ ms }) => ms)),
      unit: "x",
      atLeast: 100,
    }),
  ];
}

async function needlesOf({ adminUrl, houses }: Field, each: number): Promise<string[]> {
  const sql = postgres(adminUrl, { max: 1 });
  const random = randomOf(3);
  const names = await sql<{ name: string }[]>`
    select name from domains where partner_id = ${houses.partners[0]?.id ?? ""} and length(name) > 12
    order by md5(name) limit ${each * LENGTHS.length}`;
  await sql.end();
  const cut = names.map(({ name }, index) => {
    const length = LENGTHS[index % LENGTHS.length] ?? 3;
    const from = random.whole(8 - Math.min(length, 8) + 1);
    return name.slice(from, from + length);
  });
  return [...cut, ...COMMON, ...NONE];
}

async function searched(arena: Arena, names: number, needles: readonly string[]) {
  const [{ origin }, { biggest }, field] = [
    await arena.product(names),
    await arena.visitors(names),
    await arena.field(names),
  ];
  const caller = new Caller(origin, biggest);
  const sql = postgres(field.adminUrl, { max: 1 });
  const times: { needle: string; ms: number }[] = [];
  try {
    for (let round = 0; round <= arena.rounds; round += 1)
      for (const needle of needles) {
        const { ms, bytes } = await caller.get(`/api/v1/domains?q=${encodeURIComponent(needle)}`);
        if (round > 0) times.push({ needle, ms });
        else await check(sql, field, needle, JSON.parse(bytes.toString()));
      }
  } finally {
    await Promise.all([caller.close(), sql.end()]);
  }
  return times;
}

/** What was found must be there, and all of it where no limit was met. */
async function check(sql: postgres.Sql, field: Field, needle: string, list: List): Promise<void> {
  const query = { ...EMPTY_QUERY, q: needle, limit: LARGE };
  const truth = await truthOf(sql, field.houses.partners[0]?.id ?? null, query, field.todayOn);
  const all = new Set(truth.ids);
  const stranger = list.rows.find(({ id }) => !all.has(id));
  const isShort = list.total.isExact && list.total.names !== truth.names;
  const isOther = list.total.isExact && list.rows.some(({ id }, index) => id !== truth.ids[index]);
  if (stranger || isShort || isOther)
    throw new Error(`B3: a search for ${needle} does not hold what it should.`);
}

/** The search behind the walls, and the same question asked plainly by a superuser. */
async function wallCost({ adminUrl, appUrl, houses }: Field, needles: readonly string[]) {
  const plain = postgres(adminUrl, { max: 1, onnotice: () => undefined });
  const walled = postgres(appUrl, { max: 1, connection: { role: "namekeep_app" } });
  const partner = houses.partners[0]?.id ?? "";
  const timed = async (ask: () => Promise<unknown>) => {
    const times: number[] = [];
    for (let turn = 0; turn < 4; turn += 1) {
      const startedAt = performance.now();
      await ask();
      if (turn > 0) times.push(performance.now() - startedAt);
    }
    return median(times);
  };
  try {
    await walled`select set_config('app.partner', ${partner}, false)`;
    const pairs: { inside: number; outside: number }[] = [];
    for (const needle of needles) {
      const pattern = `%${needle}%`;
      pairs.push({
        outside: await timed(() =>
          plain.unsafe(
            "select id, name, renew_sort from domains where partner_id = $1 and search_text like $2 limit 1000",
            [partner, pattern],
          ),
        ),
        inside: await timed(
          () => walled`select * from search_domains(${needle}, null, null, null, null, null,
          null, null, null, null, null, 1000)`,
        ),
      });
    }
    return {
      ratio: median(pairs.map(({ inside, outside }) => inside / outside)),
      plainP95: quantile(
        pairs.map(({ outside }) => outside),
        0.95,
      ),
    };
  } finally {
    await Promise.all([plain.end(), walled.end()]);
  }
}
