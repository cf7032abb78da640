import { authorize } from "../auth/policy";
import type { ServiceContext } from "../kernel/context";
import { notFound } from "../kernel/errors";
import { read } from "../kernel/transact";
import { sightOf } from "./resolve-filter";
import type { AuditEntryDto } from "./schemas";
import * as store from "./store";
import { toEntry } from "./to-entry";

/**
 * One entry of the log.
 * @throws AppError `not_found`, also for one that the caller's role does not see
 */
export async function readEntry(ctx: ServiceContext, reference: string): Promise<AuditEntryDto> {
  authorize(ctx.actor, "audit.read");
  const sight = sightOf(ctx.actor);
  const id = /^[1-9]\d{0,14}$/.test(reference) ? Number(reference) : null;
  const row = id === null ? null : await read(ctx, (tx) => store.find(tx, id, sight.kinds));
  if (!row) throw notFound("This entry");
  return toEntry(row, sight);
}
