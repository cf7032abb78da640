import type { ServiceContext } from "../kernel/context";
import { checkRows } from "../plans/dns/check-rows";
import { followParents } from "../plans/dns/parent/follow-parents";
import { loop } from "./loop";

const LOOK_EVERY_MS = 1_000;
const PASS_MS = 30_000;

/** Looks at the DNS for names of plans while the worker lives: before they start, and after they were changed. */
export const watchDelegations = (context: () => ServiceContext): (() => Promise<void>) =>
  loop("delegations", LOOK_EVERY_MS, async (ending) => {
    const ctx = context();
    const deadline = Date.now() + PASS_MS;
    await checkRows(ctx, deadline, ending);
    await followParents(ctx, deadline, ending);
  });
