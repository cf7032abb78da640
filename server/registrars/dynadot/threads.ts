import { err } from "@/server/kernel/result";
import type { OutboundClient } from "@/server/outbound/call";
import { notAdmitted } from "@/server/outbound/client";
import type { HttpFailure } from "@/server/outbound/failure";
import type { Gate } from "@/server/outbound/gate";
import type { Turns } from "@/server/turns/turns";

/** Turns of this process alone: so many at once, the others in the order they came. */
export function ownTurns(most: number): Turns {
  const waiting: Array<() => void> = [];
  let free = most;
  const leave = async () => {
    const next = waiting.shift();
    if (next) next();
    else free += 1;
  };
  return {
    async take() {
      if (free > 0) free -= 1;
      else await new Promise<void>((resolve) => waiting.push(resolve));
      return leave;
    },
  };
}

const known = new Map<string, Turns>();

/** The turns of an account in this process, the same for every gateway that is opened for it. */
function turnsHere(account: string, most: number): Turns {
  const turns = known.get(account) ?? ownTurns(most);
  known.set(account, turns);
  return turns;
}

/**
 * The threads of an account: how many calls Dynadot lets it have under way, counted over all processes.
 * The calls of one process line up here first, so that only as many as may go stand in the common line.
 *
 * @param shared the line of all processes; without one this process counts alone
 */
export function threadsOf(account: string, most: number, shared: Turns | undefined): Turns {
  const here = turnsHere(account, most);
  return {
    async take(signal) {
      const leaveHere = await here.take();
      try {
        const leaveLine = await shared?.take(signal);
        return async () => {
          await leaveLine?.();
          await leaveHere();
        };
      } catch (error) {
        await leaveHere();
        throw error;
      }
    },
  };
}

/**
 * `client`, whose calls each take one of `threads`. An endpoint whose breaker is open is asked for no
 * thread: those who wait for one would wait to be refused.
 */
export const onThreads = (
  client: OutboundClient,
  threads: Turns,
  gate: Gate | undefined,
): OutboundClient => ({
  async send(call) {
    const closed = await gate?.closedNow?.().catch(() => null);
    if (closed) return err(notAdmitted(closed, call.signal?.aborted ?? false));
    const leave = await threads.take(call.signal).catch(() => null);
    if (!leave) return err(notTaken(call.signal?.aborted ?? false));
    try {
      return await client.send(call);
    } finally {
      await leave();
    }
  },
  close: () => client.close(),
});

const notTaken = (isCancelled: boolean): HttpFailure => ({
  kind: isCancelled ? "cancelled" : "blocked",
  sent: false,
  status: null,
  detail: isCancelled
    ? "The call was given up."
    : "Whether a call may leave could not be found out.",
});
