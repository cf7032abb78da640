import { authorize } from "../auth/policy";
import { findDomain } from "../domains/find-domain";
import type { ServiceContext } from "../kernel/context";
import { iso } from "../kernel/instant";
import { read } from "../kernel/transact";
import * as operationPages from "../operations/page/store";
import { toOperation } from "../operations/to-operation";
import * as factStore from "./facts/store";
import * as leases from "./leases/store";
import type { DomainChangesDto } from "./schemas";
import * as store from "./store";

/**
 * What goes on with one name: changes that have not ended, and until when it is unlocked.
 *
 * @param reference its id, or its name in any spelling
 * @throws AppError `not_found`, also for another partner's name; `invalid_input` for what is no name
 */
export async function readChanges(
  ctx: ServiceContext,
  reference: string,
): Promise<DomainChangesDto> {
  authorize(ctx.actor, "operation.read");
  return read(ctx, async (tx) => {
    const id = await findDomain(tx, reference);
    const [facts] = await factStore.factsOf(tx, [id]);
    const [open, lease] = await Promise.all([
      facts ? operationPages.openOf(tx, facts.name) : [],
      leases.openOf(tx, id),
    ]);
    // The plan behind a lease may be another's: then it is not told.
    const plan = lease && (await store.find(tx, lease.planId));
    return {
      open: open.map(toOperation),
      lease: lease && {
        until: iso(lease.until),
        purpose: lease.purpose,
        planId: plan?.id ?? null,
      },
    };
  });
}
