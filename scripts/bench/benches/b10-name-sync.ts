import { type Arena, SMALL } from "../arena";
import { median, quantile } from "../load";
import { shareOfRate } from "../rate-share";
import { type Figure, figures } from "../result";
import { type SyncGround, TOKEN, withSyncedNames } from "../sync-ground";

const line = figures("B10");
const NAMES = 100_000;
const MEGABYTE = 1024 * 1024;
/** Names the floor asks for; their bodies are kept until it ends. */
const FLOOR_NAMES = 10_000;
/** 50 a second; what may come at once shrinks with the rate that is set. */
const PER_MINUTE = 3_000;
const RATE = { perSecond: PER_MINUTE / 60, burst: 50 } as const;

/** 100,000 names read one by one, unlimited; then as many as a rate allows. */
export async function b10(arena: Arena): Promise<Figure[]> {
  const field = await arena.field(SMALL);
  const names = arena.isQuick ? NAMES / 10 : NAMES;
  return await withSyncedNames(field, names, async (ground) => {
    const rounds: Round[] = [];
    for (let round = 0; round <= Math.min(3, arena.rounds); round += 1) {
      const measured = await oneRound(ground);
      // The first reads everything for the first time.
      if (round > 0) rounds.push(measured);
    }
    return [...roundFigures(rounds), ...(await limited(ground, arena.isQuick ? 5 : 30))];
  });
}

type Round = { readonly allMs: number; readonly floorMs: number; readonly grownBytes: number };

async function oneRound(ground: SyncGround): Promise<Round> {
  const { admin, accountId, names, ours, plain } = ground;
  const some = await admin<{ name: string }[]>`
    select name from domains where account_id = ${accountId} order by md5(name) limit ${FLOOR_NAMES}`;
  const paths = some.map(({ name }) => `/v5/domain/domains/${name}`);
  const floor = await plain.do("fetch", { paths, token: TOKEN });
  const told = await ours.do("readNames", { accountId, most: names });
  await proven(ground);
  return {
    allMs: told.allMs,
    floorMs: (floor.allMs * names) / paths.length,
    grownBytes: told.grownBytes,
  };
}

async function proven({ admin, accountId, names }: SyncGround): Promise<void> {
  const [run] = await admin<[{ state: string; checked: number; calls: number }]>`
    select state, checked, api_calls as calls from sync_runs where account_id = ${accountId}
    order by started_at desc limit 1`;
  if (run.checked !== names || run.calls !== names)
    throw new Error(`B10: ${run.checked} of ${names} names were read, with ${run.calls} calls.`);
}

const roundFigures = (rounds: readonly Round[]): Figure[] => [
  line({
    what: "100,000 names one by one, nothing changed; floor the same calls by a pool of connections alone",
    ours: median(rounds.map(({ allMs }) => allMs)) / 1_000,
    unit: "s",
    floor: median(rounds.map(({ floorMs }) => floorMs)) / 1_000,
    atMost: 15,
  }),
  line({
    what: "memory beyond the idle worker: most of all rounds",
    ours: Math.max(...rounds.map(({ grownBytes }) => grownBytes)) / MEGABYTE,
    unit: "MB",
    atMost: 64,
  }),
];

/** Calls over which turns are believed to be evenly spaced. */
const WINDOW = 50;

/** How late each call is against the evenly spaced turns of the last {@link WINDOW} calls. Milliseconds. */
function lateness(atMs: readonly number[], { perSecond, burst }: typeof RATE): number[] {
  const behind = atMs.slice(burst).map((at, index) => at - (1_000 * index) / perSecond);
  return behind.map(
    (at, index) => at - Math.min(...behind.slice(Math.max(0, index - WINDOW), index + 1)),
  );
}

async function limited({ admin, accountId, ours }: SyncGround, seconds: number): Promise<Figure[]> {
  await admin`update registrar_accounts set calls_per_minute = ${PER_MINUTE} where id = ${accountId}`;
  const most = RATE.burst + RATE.perSecond * seconds;
  const { callsAtMs } = await ours.do("readNames", { accountId, most, isTimed: true });
  await admin`update registrar_accounts set calls_per_minute = null where id = ${accountId}`;
  const atMs = [...callsAtMs].sort((one, other) => one - other);
  return [
    line({
      what: "names one by one at 50 a second: share of the rate that is used",
      ours: shareOfRate(atMs, RATE),
      unit: "",
      atLeast: 0.98,
    }),
    line({
      what: "the same: how late a call is against its turn, p99",
      ours: quantile(lateness(atMs, RATE), 0.99),
      unit: "ms",
      atMost: 50,
    }),
  ];
}
