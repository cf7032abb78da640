import type { ServiceContext } from "../kernel/context";
import { report } from "../kernel/report";
import { workOperations } from "../operations/work-operations";
import { endLeases } from "../plans/end-leases";
import { forgetLeftContacts } from "../registrations/forget-left-contacts";
import { forgetLeftCodes } from "../transfers/forget-left-codes";

const LOOK_EVERY_MS = 1_000;
/** One pass ends by itself after this, so that leases are looked at between passes. */
const PASS_MS = 30_000;
/** What was begun and left is not urgent. */
const FORGET_EVERY_MS = 600_000;

/**
 * Moves operations on while the worker lives: looks every second for what is due, and locks names again whose
 * lease has run out.
 *
 * @returns ends it, and waits for the steps that are under way
 */
export function watchOperations(context: () => ServiceContext): () => Promise<void> {
  const ending = new AbortController();
  let forgotAt = 0;
  const pass = async () => {
    const ctx = context();
    await endLeases(ctx);
    if (Date.now() - forgotAt > FORGET_EVERY_MS) {
      forgotAt = Date.now();
      await forgetLeftCodes(ctx);
      await forgetLeftContacts(ctx);
    }
    await workOperations(ctx, Date.now() + PASS_MS, ending.signal);
  };
  const run = async () => {
    while (!ending.signal.aborted) {
      await pass().catch((error: unknown) => report(error, { part: "operations" }));
      await pause(LOOK_EVERY_MS, ending.signal);
    }
  };
  const running = run();
  return async () => {
    ending.abort();
    await running;
  };
}

const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const timer = setTimeout(resolve, ms);
    signal.addEventListener(
      "abort",
      () => {
        clearTimeout(timer);
        resolve();
      },
      { once: true },
    );
  });
