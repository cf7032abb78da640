import postgres from "postgres";
import { writeCursor } from "@/server/portfolio/cursor";
import { EMPTY_QUERY, writePortfolioQuery } from "@/server/portfolio/query";
import { type Arena, LARGE } from "../arena";
import { Caller, compare } from "../load";
import { type Figure, figures } from "../result";

const line = figures("B5");
/** Pages of fifty; the last lies near the end of a million names. */
const DEPTHS = [1, 1_000, 19_000] as const;

type Row = { id: string; key: string };

/** The same list near its beginning and near its end, as the house sees it. */
export async function b5(arena: Arena): Promise<Figure[]> {
  const [field, { origin }, { house }] = [
    await arena.field(LARGE),
    await arena.product(LARGE),
    await arena.visitors(LARGE),
  ];
  const sql = postgres(field.adminUrl, { max: 1 });
  const caller = new Caller(origin, house);
  const aims = [];
  for (const depth of DEPTHS) {
    const at = (depth - 1) * EMPTY_QUERY.limit;
    const rows = await sql<
      Row[]
    >`select id, coalesce(renew_by, 'infinity')::text as key from domains
      order by coalesce(renew_by, 'infinity'), id offset ${Math.max(0, at - 1)} limit 51`;
    const before = depth === 1 ? null : (rows[0] ?? null);
    const cursor = before && writeCursor({ ...before, isBack: false }, EMPTY_QUERY, "*");
    const path = `/api/v1/domains?${writePortfolioQuery({ cursor })}`;
    const wanted = rows
      .slice(before ? 1 : 0)
      .map(({ id }) => id)
      .slice(0, EMPTY_QUERY.limit);
    const given = await caller.json<{ rows: { id: string }[] }>(path);
    if (given.rows.map(({ id }) => id).join() !== wanted.join())
      throw new Error(`B5: page ${depth} holds other rows.`);
    aims.push({ origin, path, visitor: house });
  }
  await Promise.all([caller.close(), sql.end()]);
  const measured = await compare(aims, { connections: 1, seconds: arena.seconds }, arena.rounds);
  const [first, middle, deepest] = measured.map(({ p50 }) => p50);
  if (!first || !middle || !deepest) return [];
  return [
    line({
      what: "page 19,000 of 1M names, house, API: p50; floor page 1",
      ours: deepest,
      unit: "ms",
      floor: first,
    }),
    line({ what: "page 1,000", ours: middle, unit: "ms", floor: first }),
    line({ what: "page 19,000 over page 1", ours: deepest / first, unit: "x", atMost: 1.5 }),
  ];
}
