import { type Arena, LARGE } from "../arena";
import { drive, median } from "../load";
import { type Figure, figures } from "../result";

const line = figures("B18");
const MEGABYTE = 1024 * 1024;
const MINUTES = 10;

/** Memory of the server under ten minutes of pages, lists, searches and facets, and how soon it is ready. */
export async function b18(arena: Arena): Promise<Figure[]> {
  const ready: number[] = [];
  for (let start = 0; start < (arena.isQuick ? 1 : 5); start += 1) {
    await arena.stopProduct(LARGE);
    ready.push((await arena.product(LARGE)).readyMs);
  }
  const bare = await arena.bareNext();
  const { origin, residentBytes } = await arena.product(LARGE);
  const { biggest, house, middle } = await arena.visitors(LARGE);
  const aims = [
    { origin, path: "/domains", visitor: middle },
    { origin, path: "/api/v1/domains?status=grace&sort=name", visitor: biggest },
    { origin, path: "/api/v1/domains?q=media", visitor: biggest },
    { origin, path: "/api/v1/domains/facets", visitor: house },
  ];
  const seconds = arena.isQuick ? 2 : 15;
  const turns = arena.isQuick ? 2 : (MINUTES * 60) / seconds;
  const sizes: number[] = [];
  for (let turn = 0; turn < turns; turn += 1) {
    await Promise.all(aims.map((aim) => drive(aim, { connections: 2, seconds })));
    await drive({ origin: bare.origin, path: "/list" }, { connections: 2, seconds: 0.5 });
    sizes.push(residentBytes() / MEGABYTE);
  }
  const quarter = Math.max(1, Math.floor(sizes.length / 4));
  // A heap breathes; what leaks shows in the quarters, and the first of them still warms up.
  const [second, last] = [sizes.slice(quarter, 2 * quarter), sizes.slice(-quarter)];
  return [
    line({
      what: `resident memory after ${((turns * seconds) / 60).toFixed(0)} minutes of load at 8 connections; floor bare Next`,
      ours: sizes.at(-1) ?? 0,
      unit: "MB",
      floor: bare.residentBytes() / MEGABYTE,
      atMost: 350,
    }),
    line({
      what: "growth: median of the last quarter over the second",
      ours: (median(last) / median(second.length > 0 ? second : last) - 1) * 100,
      unit: "%",
      atMost: 5,
    }),
    line({
      what: "from the start of the process to its first good answer: median of 5; floor bare Next",
      ours: median(ready),
      unit: "ms",
      floor: bare.readyMs,
      atMost: 2_000,
    }),
  ];
}
