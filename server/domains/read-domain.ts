import type { Transaction } from "@/db/client";
import { authorize } from "../auth/policy";
import type { ServiceContext } from "../kernel/context";
import { notFound } from "../kernel/errors";
import { read } from "../kernel/transact";
import { findDomain } from "./find-domain";
import type { DomainDetailDto } from "./schemas";
import * as store from "./store";
import { toDomainDetail } from "./to-domain-detail";

/**
 * Everything about one domain.
 *
 * @param reference its id, or its name in any spelling
 * @throws AppError `not_found`, also for another partner's name; `invalid_input` for what is no name
 */
export function readDomain(ctx: ServiceContext, reference: string): Promise<DomainDetailDto> {
  authorize(ctx.actor, "domain.read");
  return read(ctx, async (tx) => detailOf(tx, await findDomain(tx, reference)));
}

/** One domain by its id, inside a transaction that is open already. @throws AppError `not_found` */
export async function detailOf(tx: Transaction, id: string): Promise<DomainDetailDto> {
  const row = await store.findDetail(tx, id);
  if (!row) throw notFound("This name");
  const entries = row.domain.flags === 0 ? [] : await store.latestEntries(tx, id);
  return toDomainDetail(row, entries, await store.liveConflicts(tx, id));
}
