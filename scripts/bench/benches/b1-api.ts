import postgres from "postgres";
import { EMPTY_QUERY } from "@/server/portfolio/query";
import { type Arena, LARGE } from "../arena";
import { Caller, compare } from "../load";
import { type Figure, figures } from "../result";
import { differs, truthOf } from "../truth";

const line = figures("B1");
const PATH = "/api/v1/domains";

/** The first page of the API, for the partner with half of a million names. */
export async function b1(arena: Arena): Promise<Figure[]> {
  const [{ origin }, { biggest }] = [await arena.product(LARGE), await arena.visitors(LARGE)];
  const [bare, plain] = [await arena.bareNext(), await arena.plainNode()];
  await checkFirstPage(arena, origin);
  const aims = [
    { origin, path: PATH, visitor: biggest },
    { origin: bare.origin, path: "/query" },
    { origin: plain.origin, path: "/query" },
  ];
  const { rounds, seconds } = arena;
  const [alone, bareAlone, plainAlone] = await compare(aims, { connections: 1, seconds }, rounds);
  const [eight, bareEight, plainEight] = await compare(aims, { connections: 8, seconds }, rounds);
  if (!alone || !bareAlone || !plainAlone || !eight || !bareEight || !plainEight) return [];
  return [
    line({
      what: "API first page, 1M names, tenant, 1 connection: p50; floor bare Next route with the query",
      ours: alone.p50,
      unit: "ms",
      floor: bareAlone.p50,
      atMost: 1.8,
    }),
    line({ what: "the same: p99", ours: alone.p99, unit: "ms", floor: bareAlone.p99, atMost: 10 }),
    line({
      what: "the same, 8 connections",
      ours: eight.perSecond,
      unit: "req/s",
      floor: bareEight.perSecond,
      atLeast: 1_000,
    }),
    line({
      what: "the same, 1 connection: p50; floor node:http and postgres.js alone",
      ours: alone.p50,
      unit: "ms",
      floor: plainAlone.p50,
    }),
    line({
      what: "the same, 8 connections; floor node:http and postgres.js alone",
      ours: eight.perSecond,
      unit: "req/s",
      floor: plainEight.perSecond,
    }),
  ];
}

async function checkFirstPage(arena: Arena, origin: string): Promise<void> {
  const [field, { biggest }] = [await arena.field(LARGE), await arena.visitors(LARGE)];
  const sql = postgres(field.adminUrl, { max: 1 });
  const caller = new Caller(origin, biggest);
  try {
    const partnerId = field.houses.partners[0]?.id ?? null;
    const truth = await truthOf(sql, partnerId, EMPTY_QUERY, field.todayOn);
    const wrong = differs(await caller.json(PATH), truth, false);
    if (wrong) throw new Error(`B1: the first page holds ${wrong}`);
  } finally {
    await caller.close();
    await sql.end();
  }
}
