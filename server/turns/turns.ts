import { setTimeout as sleep } from "node:timers/promises";
import type { Database } from "@/db/client";
import * as store from "./store";

/** A process that says nothing for so long has lost its place; it speaks up four times as often. */
const LEASE_SECONDS = 20;
const BEAT_MS = 5_000;
const LOOK_MS = 25;
const RAREST_LOOK_MS = 200;

/** Something that only so many may do at once. `take` waits for its turn and hands back how to end it. */
export type Turns = { readonly take: (signal?: AbortSignal) => Promise<() => Promise<void>> };

/**
 * Turns at `key` that all processes take together, in the order they came, `most` of them at once. A
 * turn holds no connection. That of a process that died passes on after some seconds.
 *
 * @returns turns whose `take` rejects when the signal is aborted or the database is away
 */
export function sharedTurns(db: Database, key: string, most: number): Turns {
  return {
    async take(signal) {
      const ticket = await untilFirst(db, { key, most, signal });
      const beating = setInterval(
        () => void store.keepTurn(db, ticket, LEASE_SECONDS).catch(() => undefined),
        BEAT_MS,
      ).unref();
      return async () => {
        clearInterval(beating);
        // A place that cannot be given back now is given away when its lease ends.
        await store.leaveTurn(db, ticket).catch(() => undefined);
      };
    },
  };
}

type Line = {
  readonly key: string;
  readonly most: number;
  readonly signal: AbortSignal | undefined;
};

/** Waits in line until fewer than `most` stand before us. @returns the ticket */
async function untilFirst(db: Database, { key, most, signal }: Line): Promise<string> {
  let own: string | null = null;
  try {
    for (;;) {
      signal?.throwIfAborted();
      const place: store.Place = await store.takeTurn(db, {
        key,
        own,
        leaseSeconds: LEASE_SECONDS,
      });
      own = place.ticket;
      if (place.ahead < most) return own;
      await sleep(lookAgainMs(place.ahead - most), undefined, signal ? { signal } : {});
    }
  } catch (error) {
    if (own !== null) await store.leaveTurn(db, own).catch(() => undefined);
    throw error;
  }
}

/** The next in line looks often; those behind look less, and none at the same instant as another. */
const lookAgainMs = (before: number) =>
  Math.min(RAREST_LOOK_MS, LOOK_MS * (1 + before)) * (0.5 + Math.random());
