import type { ServiceContext } from "../kernel/context";
import { report } from "../kernel/report";
import { look, transact } from "../kernel/transact";
import * as queue from "./queue/store";
import { runOperation, trip } from "./run-operation";
import { STEPS } from "./steps";

/** Operations worked on at once by one process. Each waits for a registrar nearly all of its time. */
const AT_ONCE = 12;
/** Places are filled some at a time, so that looking for work costs little beside the work. */
const TAKEN_TOGETHER = 4;
const HEARTBEAT_MS = 15_000;

export type WorkDto = {
  /** Steps made: an operation that is sent and then seen took two. */
  readonly steps: number;
  /** Operations that are due and were not reached, counted to a thousand. */
  readonly left: number;
  readonly continued: boolean;
};

/**
 * Moves operations on until none is due or `deadline` has come: sends what is pending, and looks by reading for
 * what was sent. Safe from several processes at once; one that dies leaves its operations to the others.
 *
 * @param deadline epoch milliseconds after which no further step begins
 * @param ending aborted: no further step begins either
 */
export async function workOperations(
  ctx: ServiceContext,
  deadline: number,
  ending?: AbortSignal,
): Promise<WorkDto> {
  let steps = 0;
  const underWay = new Map<string, { one: queue.Claimed; step: Promise<void> }>();
  const beating = setInterval(() => {
    transact(ctx, (tx) =>
      queue.holdAll(
        tx,
        [...underWay.values()].map(({ one }) => one),
      ),
    ).catch((error: unknown) => report(error, { part: "operations heartbeat" }));
  }, HEARTBEAT_MS);
  try {
    for (;;) {
      const room = Date.now() < deadline && !ending?.aborted ? AT_ONCE - underWay.size : 0;
      const claimed =
        room >= TAKEN_TOGETHER ? await transact(ctx, (tx) => queue.claim(tx, room)) : [];
      for (const { one, account } of claimed) {
        steps += 1;
        const step = STEPS.tracePromise(() => runOperation(ctx, one, account), { one })
          .catch((error: unknown) => trip(ctx, one, error))
          .catch((error: unknown) => report(error, { part: "operation", operation: one.id }))
          .finally(() => underWay.delete(one.id));
        underWay.set(one.id, { one, step });
      }
      if (underWay.size === 0) break;
      await Promise.race([...underWay.values()].map(({ step }) => step));
    }
  } finally {
    clearInterval(beating);
  }
  const left = await look(ctx, queue.countDue);
  return { steps, left, continued: left > 0 };
}
