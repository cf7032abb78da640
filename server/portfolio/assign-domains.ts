import type { Transaction } from "@/db/client";
import type { AuditEntry } from "../audit/entry";
import { mutate } from "../audit/mutate";
import { authorize } from "../auth/policy";
import { assertSteppedUp } from "../auth/step-up";
import { AssignDomainsInput } from "../domains/schemas";
import type { ServiceContext } from "../kernel/context";
import { notFound } from "../kernel/errors";
import { parsed } from "../kernel/zod-errors";
import { bulkResult } from "./bulk/result";
import { eachBatch } from "./bulk/selection";
import * as store from "./bulk/store";
import type { BulkResult } from "./schemas";

type Side = { readonly id: string; readonly name: string } | null;

/**
 * What the log tells of one name. A name that moves between two partners gets a line for each, telling
 * only its own side: neither learns of the other.
 */
function entriesOf(held: store.HeldName, from: Side, to: Side): AuditEntry[] {
  const line = (partnerId: string | null, before: Side, after: Side): AuditEntry => ({
    action: "domain.assigned",
    objectId: held.id,
    objectName: held.name,
    partnerId,
    before: { partner: before?.name ?? null },
    after: { partner: after?.name ?? null },
  });
  if (from && to) return [line(from.id, from, null), line(to.id, null, to)];
  return [line((to ?? from)?.id ?? null, from, to)];
}

async function partnerTo(tx: Transaction, partnerId: string | null): Promise<Side> {
  if (partnerId === null) return null;
  const found = (await store.partnerNames(tx, [partnerId])).get(partnerId);
  if (!found || found.isArchived) throw notFound("This partner");
  return { id: partnerId, name: found.name };
}

/**
 * Gives the chosen names to a partner, or (null) takes them from theirs. Names that have no partner
 * need `domain.assign`; one that has a partner already is moved, which needs `domain.move`.
 *
 * @throws AppError as `eachBatch`; `forbidden` when a name would be moved without the permission, or without a fresh proof of who asks;
 *   `not_found` for a partner that is unknown or archived
 */
export async function assignDomains(
  ctx: ServiceContext,
  input: AssignDomainsInput,
): Promise<BulkResult> {
  const { selection, partnerId } = parsed(AssignDomainsInput, input);
  return mutate(ctx, "domain.assign", async (tx, record) => {
    const to = await partnerTo(tx, partnerId);
    const changedIds: string[] = [];
    const chosen = await eachBatch(tx, ctx, selection, async (names) => {
      const others = names.filter(({ partner_id }) => partner_id !== partnerId);
      const owners = [...new Set(others.flatMap(({ partner_id }) => partner_id ?? []))];
      if (owners.length > 0) {
        authorize(ctx.actor, "domain.move");
        await assertSteppedUp(ctx, tx);
      }
      const known = await store.partnerNames(tx, owners);
      const ids = others.map(({ id }) => id);
      if (ids.length > 0) await store.setPartner(tx, ids, partnerId);
      changedIds.push(...ids);
      await record(
        ...others.flatMap((held) => {
          const id = held.partner_id;
          return entriesOf(held, id ? { id, name: known.get(id)?.name ?? "" } : null, to);
        }),
      );
    });
    return bulkResult(chosen, changedIds);
  });
}
