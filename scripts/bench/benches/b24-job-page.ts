import { gzipSync } from "node:zlib";
import type postgres from "postgres";
import { type Arena, SMALL } from "../arena";
import { type Aim, Caller, compare, type Measured } from "../load";
import type { Visitor } from "../people";
import { HOSTS, leaveOutDns, withPlanNames } from "../plan-ground";
import { type Figure, figures } from "../result";

const line = figures("B24");
const NAMES = 10_000;

/** The page of a plan of 10,000 names that is being worked on, and what the browser asks for while it is. */
export async function b24(arena: Arena): Promise<Figure[]> {
  const [field, { house }] = [await arena.field(SMALL), await arena.visitors(SMALL)];
  const { origin } = await arena.product(SMALL);
  const bare = await arena.bareNext();
  return await withPlanNames(field, NAMES, async ({ admin, accountId, workers: [worker] }) => {
    if (!worker) throw new Error("There is no worker.");
    const { id, hash } = await worker.do("plan", { accountId, names: NAMES, hosts: HOSTS });
    await leaveOutDns(admin, id);
    await worker.do("start", { id, hash });
    await bringAlong(admin, id);
    const bytes = await checkedPage(admin, { origin, path: `/plans/${id}`, visitor: house }, id);
    const aims = aimsOf(origin, id, house);
    const floors = [
      { origin: bare.origin, path: "/query" },
      { origin: bare.origin, path: "/list" },
    ];
    const { rounds, seconds } = arena;
    const all = [aims.rows, aims.counts, aims.page, ...floors];
    const alone = await compare(all, { connections: 1, seconds }, rounds);
    const eight = await compare(all, { connections: 8, seconds }, rounds);
    return [...apiFigures(alone, eight), ...pageFigures(alone, eight, bytes)];
  });
}

const aimsOf = (origin: string, id: string, visitor: Visitor) => ({
  rows: { origin, path: `/api/v1/plans/${id}/rows`, visitor },
  counts: { origin, path: `/api/v1/plans/${id}`, visitor },
  page: { origin, path: `/plans/${id}`, visitor },
});

/** As a plan stands after a while: most of it done, some failed, some on its way, the rest to be sent. */
async function bringAlong(admin: postgres.Sql, id: string): Promise<void> {
  await admin`
    update operations set
      state = case when plan_position % 20 = 0 then 'failed' when plan_position < 7000 then 'completed' else 'submitted' end,
      error_code = case when plan_position % 20 = 0 then 'timeout' end,
      sends = 1, dispatched_at = now(), accepted_at = now(),
      finished_at = case when plan_position % 20 = 0 or plan_position < 7000 then now() end,
      next_attempt_at = case when plan_position % 20 = 0 or plan_position < 7000 then null else now() end
    where plan_id = ${id} and plan_position < 7500`;
  await admin`vacuum (analyze) operations, plan_rows, plans`;
}

type Told = {
  progress: Record<string, number>;
  causes: Record<string, number>;
  verdicts: Record<string, number>;
};

/** The page, which must hold the first names of the plan; and its counts, which must be those of the table. */
async function checkedPage(admin: postgres.Sql, aim: Aim, id: string): Promise<Buffer> {
  const caller = new Caller(aim.origin, aim.visitor);
  const { bytes } = await caller.get(aim.path);
  const plan = await caller.json<Told>(`/api/v1/plans/${id}`);
  const { rows } = await caller.json<{ rows: { name: string }[] }>(`/api/v1/plans/${id}/rows`);
  await caller.close();
  const truth = await admin<{ name: string }[]>`
    select name from plan_rows where plan_id = ${id} order by position limit ${rows.length}`;
  if (rows.length < 50 || rows.some(({ name }, at) => name !== truth[at]?.name))
    throw new Error("B24: the rows are not the first ones of the plan.");
  const text = bytes.toString();
  const missing = rows.filter(({ name }) => !text.includes(name));
  if (missing.length > 0) throw new Error(`B24: the page lacks ${missing.length} names.`);
  const counted = await admin<{ state: string; names: number }[]>`
    select state, count(*)::int as names from operations where plan_id = ${id} group by state`;
  const wrong = counted.filter(({ state, names }) => plan.progress[state] !== names);
  const failed = counted.find(({ state }) => state === "failed")?.names;
  if (wrong.length > 0 || plan.causes.passing !== failed || plan.verdicts.change !== NAMES)
    throw new Error("B24: the counts of the plan differ from those of its operations.");
  return bytes;
}

function apiFigures(alone: readonly Measured[], eight: readonly Measured[]): Figure[] {
  const [rows, counts, , query] = alone;
  const [rowsEight, countsEight, , queryEight] = eight;
  if (!rows || !counts || !query || !rowsEight || !countsEight || !queryEight) return [];
  return [
    line({
      what: "first names of a plan of 10,000, API, 1 connection: p50; floor bare Next route with a query of 50 rows",
      ours: rows.p50,
      unit: "ms",
      floor: query.p50,
      atMost: 1.8,
    }),
    line({ what: "the same: p99", ours: rows.p99, unit: "ms", floor: query.p99, atMost: 10 }),
    line({
      what: "the same, 8 connections",
      ours: rowsEight.perSecond,
      unit: "req/s",
      floor: queryEight.perSecond,
      atLeast: 1_000,
    }),
    line({
      what: "its counts, asked for again and again while it runs and counted once a second, 1 connection: p50",
      ours: counts.p50,
      unit: "ms",
      floor: query.p50,
    }),
    line({
      what: "the same, 8 connections",
      ours: countsEight.perSecond,
      unit: "req/s",
      floor: queryEight.perSecond,
    }),
  ];
}

function pageFigures(
  alone: readonly Measured[],
  eight: readonly Measured[],
  bytes: Buffer,
): Figure[] {
  const [, , page, , list] = alone;
  const [, , pageEight, , listEight] = eight;
  if (!page || !list || !pageEight || !listEight) return [];
  return [
    line({
      what: "page of a plan of 10,000 names, 1 connection: p50; floor bare Next page of 50 rows",
      ours: page.p50,
      unit: "ms",
      floor: list.p50,
      atMost: 9,
    }),
    line({
      what: "the same, 8 connections",
      ours: pageEight.perSecond,
      unit: "req/s",
      floor: listEight.perSecond,
      atLeast: 150,
    }),
    line({ what: "its HTML", ours: bytes.length / 1024, unit: "kB", atMost: 60 }),
    line({ what: "its HTML, gzip", ours: gzipSync(bytes).length / 1024, unit: "kB" }),
  ];
}
