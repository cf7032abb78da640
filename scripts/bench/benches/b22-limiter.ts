import { randomUUID } from "node:crypto";
import { type Arena, SMALL } from "../arena";
import { median } from "../load";
import { shareOfRate } from "../rate-share";
import { type Figure, figures } from "../result";
import { type Worker, withCrew } from "../wire/crew";

const line = figures("B22");
const PROCESSES = 3;

const RATES = [
  { perSecond: 50, burst: 10 },
  { perSecond: 1_000, burst: 100 },
] as const;

/** Three processes that share the rate of one account, each asking for as many turns as it can get. */
export async function b22(arena: Arena): Promise<Figure[]> {
  const field = await arena.field(SMALL);
  return await withCrew(field, PROCESSES, async ({ workers }) => {
    const all: Figure[] = [];
    for (const rate of RATES) {
      const rounds: Use[] = [];
      for (let round = 0; round < arena.rounds; round += 1)
        rounds.push(await used(workers, rate, arena.seconds));
      const what = `${rate.perSecond} a second, burst ${rate.burst}, three processes:`;
      all.push(
        line({
          what: `${what} share of it that is used`,
          ours: median(rounds.map(({ share }) => share)),
          unit: "",
          atLeast: 0.98,
        }),
        line({
          what: `${what} most calls above it in any span, of all rounds`,
          ours: Math.max(...rounds.map(({ above }) => above)),
          unit: "calls",
          atMost: rate.burst,
        }),
      );
    }
    return all;
  });
}

type Use = { readonly share: number; readonly above: number };

async function used(
  workers: readonly Worker[],
  rate: (typeof RATES)[number],
  seconds: number,
): Promise<Use> {
  const accountId = randomUUID();
  const told = await Promise.all(
    workers.map((worker) => worker.do("turns", { accountId, seconds, ...rate })),
  );
  const atMs = told.flatMap((one) => one.atMs).sort((one, other) => one - other);
  return { share: shareOfRate(atMs, rate), above: mostAbove(atMs, rate.perSecond) };
}

/** The most by which the calls of any span of time were more than the rate allows in it. */
function mostAbove(atMs: readonly number[], perSecond: number): number {
  let least = Number.POSITIVE_INFINITY;
  let most = 0;
  for (const [index, at] of atMs.entries()) {
    const spare = index - (perSecond * at) / 1_000;
    least = Math.min(least, spare);
    most = Math.max(most, spare - least + 1);
  }
  return Math.floor(most);
}
