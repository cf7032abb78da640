import { type Arena, LARGE, SMALL } from "../arena";
import { type Aim, drive, type Measured, median } from "../load";
import { type Figure, figures } from "../result";
import { type SyncGround, withSyncedNames } from "../sync-ground";

const line = figures("B25");
const NAMES = 100_000;

/** What B1 to B6 ask for, one of each, with the bar they have there. Milliseconds. */
const PAGES = [
  { of: "B1", what: "API first page", path: "/api/v1/domains", atMost: 1.8, at: "p50" },
  { of: "B2", what: "portfolio page", path: "/domains", atMost: 9, at: "p50" },
  { of: "B3", what: "search", path: "/api/v1/domains?q=media", atMost: 15, at: "p95" },
  {
    of: "B4",
    what: "filter and sort",
    path: "/api/v1/domains?status=grace&sort=name",
    atMost: 8,
    at: "p95",
  },
  { of: "B6", what: "all facets", path: "/api/v1/domains/facets", atMost: 12, at: "p50" },
] as const;

/** The table's pages for the partner with half of all names, one connection, while 100,000 names are being read. */
export async function b25(arena: Arena): Promise<Figure[]> {
  const size = arena.isQuick ? SMALL : LARGE;
  const field = await arena.field(size);
  const { origin } = await arena.product(size);
  const { biggest } = await arena.visitors(size);
  const aims = PAGES.map(({ path }) => ({ origin, path, visitor: biggest }));
  const names = arena.isQuick ? NAMES / 10 : NAMES;
  return await withSyncedNames(field, names, async (ground) => {
    for (const aim of aims) await drive(aim, { connections: 1, seconds: 1 });
    const quiet = await roundsOf(aims, arena);
    const busy = await whileSyncing(ground, () => roundsOf(aims, arena));
    return PAGES.map(({ of, what, atMost, at }, index) =>
      line({
        what: `${what} (${of}), ${at} while 100,000 names are read; floor the same while none are`,
        ours: busy[index]?.[at] ?? Number.NaN,
        unit: "ms",
        floor: quiet[index]?.[at] ?? Number.NaN,
        atMost,
      }),
    );
  });
}

/** Reads list after list until `body` is done. */
async function whileSyncing<T>(
  { ours, accountId }: SyncGround,
  body: () => Promise<T>,
): Promise<T> {
  let isOver = false;
  const reading = (async () => {
    while (!isOver) await ours.do("readList", { accountId });
  })();
  // That it failed is told where it is waited for.
  reading.catch(() => undefined);
  try {
    return await body();
  } finally {
    isOver = true;
    await reading;
  }
}

async function roundsOf(aims: readonly Aim[], arena: Arena): Promise<Measured[]> {
  const found: Measured[][] = aims.map(() => []);
  for (let round = 0; round < arena.rounds; round += 1)
    for (const [index, aim] of aims.entries())
      found[index]?.push(await drive(aim, { connections: 1, seconds: arena.seconds }));
  return found.map((rounds) => ({
    p50: median(rounds.map(({ p50 }) => p50)),
    p95: median(rounds.map(({ p95 }) => p95)),
    p99: median(rounds.map(({ p99 }) => p99)),
    perSecond: median(rounds.map(({ perSecond }) => perSecond)),
  }));
}
