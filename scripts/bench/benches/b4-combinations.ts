import postgres from "postgres";
import { writePortfolioQuery } from "@/server/portfolio/query";
import { type Arena, LARGE } from "../arena";
import { allCases, type Case } from "../explain/cases";
import { type Explained, explainCases, fromTheMidst } from "../explain/explain-cases";
import { watchPlans } from "../explain/plans";
import { Caller, quantile } from "../load";
import type { Visitor, Visitors } from "../people";
import { type Figure, figures } from "../result";
import { differs, truthOf } from "../truth";

const line = figures("B4");
/** Reading the whole table for the truth takes a second; so every so-many-th list is compared. */
const COMPARED_EVERY = 97;
const LARGEST_SORT = 1_000;

/** Every allowed filter alone and in pairs, by every sort, both ways, for four askers, first page and one from the midst. */
export async function b4(arena: Arena): Promise<Figure[]> {
  const field = await arena.field(LARGE);
  const cases = allCases(field.houses, field.todayOn).filter(
    (_, index) => !arena.isQuick || index % 29 === 0,
  );
  const times = await asked(arena, cases);
  const wrong = await compared(arena, cases);
  if (wrong.length > 0)
    throw new Error(`B4: ${wrong.length} lists differ from the truth, so ${wrong[0]}`);
  const { explained, floorP95 } = await explainedAll(arena, cases);
  const searches = times.filter(({ one }) => one.query.q !== "").map(({ ms }) => ms);
  const plain = times.filter(({ one }) => one.query.q === "").map(({ ms }) => ms);
  const all = times.map(({ ms }) => ms);
  return [
    line({
      what: `${all.length} lists (filters alone and in pairs x sorts x askers x depths), API: p95; floor time in the database`,
      ours: quantile(all, 0.95),
      unit: "ms",
      floor: floorP95,
      atMost: 8,
    }),
    line({
      what: "of them without a search: p95",
      ours: quantile(plain, 0.95),
      unit: "ms",
      atMost: 8,
    }),
    line({ what: "of them with a search: p95", ours: quantile(searches, 0.95), unit: "ms" }),
    line({ what: "all: p50", ours: quantile(all, 0.5), unit: "ms" }),
    line({ what: "all: p99", ours: quantile(all, 0.99), unit: "ms" }),
    line({ what: "the slowest", ours: Math.max(...all), unit: "ms" }),
    line({
      what: "plans that read a growing table from end to end",
      ours: explained.filter(({ cost }) => cost.scanned.length > 0).length,
      unit: "",
      atMost: 0,
    }),
    line({
      what: "largest sort",
      ours: Math.max(...explained.map(({ cost }) => cost.sorted)),
      unit: "rows",
      atMost: LARGEST_SORT,
    }),
    line({
      what: "index entries and rows looked at for one list: most",
      ours: Math.max(...explained.map(({ cost }) => cost.looked)),
      unit: "rows",
    }),
  ];
}

const visitorOf = (visitors: Visitors, { asker }: Case): Visitor =>
  ({
    house: visitors.house,
    "biggest partner": visitors.biggest,
    "middle partner": visitors.middle,
    "smallest partner": visitors.smallest,
  })[asker.name] ?? visitors.house;

async function asked(arena: Arena, cases: readonly Case[]) {
  const [{ origin }, visitors, { todayOn }] = [
    await arena.product(LARGE),
    await arena.visitors(LARGE),
    await arena.field(LARGE),
  ];
  const callers = new Map<string, Caller>();
  const times: { one: Case; ms: number }[] = [];
  const pages = cases.flatMap((one) =>
    [one.query, fromTheMidst(one, todayOn)].map((query) => ({
      one,
      path: `/api/v1/domains?${writePortfolioQuery(query)}`,
    })),
  );
  try {
    for (const isCounted of [false, true])
      for (const { one, path } of pages) {
        const caller = callers.get(one.asker.name) ?? new Caller(origin, visitorOf(visitors, one));
        callers.set(one.asker.name, caller);
        const { ms } = await caller.get(path);
        if (isCounted) times.push({ one, ms });
      }
  } finally {
    for (const caller of callers.values()) await caller.close();
  }
  return times;
}

async function compared(arena: Arena, cases: readonly Case[]): Promise<string[]> {
  const [{ origin }, visitors, field] = [
    await arena.product(LARGE),
    await arena.visitors(LARGE),
    await arena.field(LARGE),
  ];
  const sql = postgres(field.adminUrl, { max: 1 });
  const wrong: string[] = [];
  for (const one of cases.filter((_, index) => index % COMPARED_EVERY === 0)) {
    const caller = new Caller(origin, visitorOf(visitors, one));
    const truth = await truthOf(sql, one.asker.partnerId, one.query, field.todayOn);
    const difference = differs(
      await caller.json(`/api/v1/domains?${writePortfolioQuery(one.query)}`),
      truth,
      one.query.q !== "",
    );
    if (difference) wrong.push(`${one.label}: ${difference}`);
    await caller.close();
  }
  await sql.end();
  return wrong;
}

async function explainedAll(arena: Arena, cases: readonly Case[]) {
  const { adminUrl, appUrl, todayOn } = await arena.field(LARGE);
  const watched = await watchPlans(adminUrl, appUrl);
  const explained: Explained[] = [];
  try {
    for await (const each of explainCases(watched, cases, todayOn)) explained.push(each);
  } finally {
    await watched.close();
  }
  return {
    explained,
    floorP95: quantile(
      explained.map(({ cost }) => cost.ms),
      0.95,
    ),
  };
}
