import type { RunningPostgres } from "../postgres/start-postgres";
import type { Undoing } from "../start/undoing";
import { serveBareNext } from "./floor/bare-next";
import { servePlainNode } from "./floor/plain-node";
import { type Field, openField } from "./ground";
import { signIn, type Visitors } from "./people";
import { SECRETS, type Served, serveProduct } from "./product";

export const SMALL = 100_000;
export const LARGE = 1_000_000;

export type Arena = {
  /** Fewer and shorter rounds: to see that it runs, not to keep. */
  readonly isQuick: boolean;
  readonly rounds: number;
  /** Seconds of one round. */
  readonly seconds: number;
  readonly field: (names: number) => Promise<Field>;
  readonly visitors: (names: number) => Promise<Visitors>;
  readonly product: (names: number) => Promise<Served>;
  readonly bareNext: () => Promise<Served>;
  readonly plainNode: () => Promise<Served>;
  /** Ends a server that was started here, so that the next is started anew. */
  readonly stopProduct: (names: number) => Promise<void>;
};

/** What the benchmarks need, each thing made when it is first asked for. `undoing` ends all of it. */
export function arena(ground: RunningPostgres, isQuick: boolean, undoing: Undoing): Arena {
  const kept = new Map<string, Promise<unknown>>();
  const once = <T>(name: string, make: () => Promise<T>): Promise<T> => {
    const known = kept.get(name) ?? make();
    kept.set(name, known);
    return known as Promise<T>;
  };
  const served = (name: string, start: () => Promise<Served>) =>
    once(name, async () => {
      const running = await start();
      undoing.add(() => running.stop());
      return running;
    });
  const field = (names: number) => once(`field ${names}`, () => openField(ground, names));
  return {
    isQuick,
    rounds: isQuick ? 1 : 5,
    seconds: isQuick ? 1 : 4,
    field,
    visitors: (names) =>
      once(`visitors ${names}`, async () => signIn(await field(names), SECRETS.AUTH_SECRET)),
    product: (names) => served(`product ${names}`, async () => serveProduct(await field(names))),
    bareNext: () => served("bare next", async () => serveBareNext(await field(LARGE))),
    plainNode: () => served("plain node", async () => servePlainNode(await field(LARGE))),
    stopProduct: async (names) => {
      const running = (await kept.get(`product ${names}`)) as Served | undefined;
      kept.delete(`product ${names}`);
      await running?.stop();
    },
  };
}
