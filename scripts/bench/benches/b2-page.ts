import { gzipSync } from "node:zlib";
import { type Arena, LARGE, SMALL } from "../arena";
import { type Aim, Caller, compare } from "../load";
import { type Figure, figures } from "../result";

const line = figures("B2");
const PATH = "/domains";
/** The best of DomainMOD 4.23 on such a machine: 100,000 names, 50 rows of them. See the design's peers. */
const DOMAINMOD_MS = 2_200;

/** The portfolio page as HTML, fifty rows. */
export async function b2(arena: Arena): Promise<Figure[]> {
  const [large, small] = [await arena.product(LARGE), await arena.product(SMALL)];
  const bare = await arena.bareNext();
  const ofLarge = {
    origin: large.origin,
    path: PATH,
    visitor: (await arena.visitors(LARGE)).biggest,
  };
  const ofSmall = {
    origin: small.origin,
    path: PATH,
    visitor: (await arena.visitors(SMALL)).biggest,
  };
  const floor = { origin: bare.origin, path: "/list" };
  const bytes = await checkedPage(ofLarge);
  const { rounds, seconds } = arena;
  const [alone, aloneSmall, bareAlone] = await compare(
    [ofLarge, ofSmall, floor],
    { connections: 1, seconds },
    rounds,
  );
  const [eight, bareEight] = await compare([ofLarge, floor], { connections: 8, seconds }, rounds);
  if (!alone || !aloneSmall || !bareAlone || !eight || !bareEight) return [];
  return [
    line({
      what: "portfolio page, 50 rows of 1M, tenant, 1 connection: p50; floor bare Next page",
      ours: alone.p50,
      unit: "ms",
      floor: bareAlone.p50,
      atMost: 9,
    }),
    line({
      what: "the same, 8 connections",
      ours: eight.perSecond,
      unit: "req/s",
      floor: bareEight.perSecond,
      atLeast: 150,
    }),
    line({ what: "its HTML", ours: bytes.length / 1024, unit: "kB", atMost: 60 }),
    line({ what: "its HTML, gzip", ours: gzipSync(bytes).length / 1024, unit: "kB" }),
    line({
      what: "1M against 100,000 names: p50 over p50",
      ours: alone.p50 / aloneSmall.p50,
      unit: "x",
      atMost: 1.3,
    }),
    line({
      what: "DomainMOD's list at 100,000 names (2,200 ms) over ours",
      ours: DOMAINMOD_MS / aloneSmall.p50,
      unit: "x",
      atLeast: 250,
    }),
  ];
}

type List = { rows: { name: string }[] };

/** The page, which must hold every name that the API has on its first page. */
async function checkedPage({ origin, path, visitor }: Aim): Promise<Buffer> {
  const caller = new Caller(origin, visitor);
  const { bytes } = await caller.get(path);
  const { rows } = await caller.json<List>("/api/v1/domains");
  await caller.close();
  const text = bytes.toString();
  const missing = rows.filter(({ name }) => !text.includes(name));
  if (rows.length !== 50 || missing.length > 0)
    throw new Error(`B2: the page lacks ${missing.length} of ${rows.length} names.`);
  return bytes;
}
