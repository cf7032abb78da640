import type { ServiceContext } from "../kernel/context";
import { workOperations } from "../operations/work-operations";
import { endLeases } from "../plans/end-leases";
import { forgetLeftContacts } from "../registrations/forget-left-contacts";
import { forgetLeftCodes } from "../transfers/forget-left-codes";
import { loop } from "./loop";

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
  let forgotAt = 0;
  return loop("operations", LOOK_EVERY_MS, async (ending) => {
    const ctx = context();
    await endLeases(ctx);
    if (Date.now() - forgotAt > FORGET_EVERY_MS) {
      forgotAt = Date.now();
      await forgetLeftCodes(ctx);
      await forgetLeftContacts(ctx);
    }
    await workOperations(ctx, Date.now() + PASS_MS, ending);
  });
}
