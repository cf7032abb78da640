import type { Transaction } from "@/db/client";
import { mutate } from "../audit/mutate";
import { authorizeProven } from "../auth/step-up";
import type { ServiceContext } from "../kernel/context";
import { notFound, precondition } from "../kernel/errors";
import { parsed } from "../kernel/zod-errors";
import { PartnerInput } from "./schemas";
import * as store from "./store";

const counted = (count: number, one: string, many: string) =>
  `${count.toLocaleString("en-GB")} ${count === 1 ? one : many}`;

/** @throws AppError `precondition_failed` with what still hangs on the partner, and what to do */
async function assertEmpty(tx: Transaction, partnerId: string): Promise<void> {
  const partner = await store.findPartner(tx, partnerId);
  if (!partner) throw notFound("This partner");
  if (partner.names > 0)
    throw precondition(
      `${partner.name} still has ${counted(partner.names, "name", "names")}. Assign them to another partner first.`,
    );
  if (partner.people > 0)
    throw precondition(
      `${counted(partner.people, "person", "people")} of ${partner.name} can still sign in. Disable or move them first.`,
    );
  const [account] = await store.accountsFeeding(tx, partnerId);
  if (account)
    throw precondition(
      `New names of ${account} go to ${partner.name}. Choose another partner for them first.`,
    );
}

/**
 * Puts a partner away: nothing new can be given to it. What it did stays in the log.
 * @throws AppError `not_found`; `precondition_failed` while it has names, people, or arrivals
 */
export async function archivePartner(ctx: ServiceContext, input: PartnerInput): Promise<void> {
  return change(ctx, input, true);
}

/** Takes an archived partner back into use. @throws AppError `not_found` */
export async function restorePartner(ctx: ServiceContext, input: PartnerInput): Promise<void> {
  return change(ctx, input, false);
}

async function change(
  ctx: ServiceContext,
  input: PartnerInput,
  isArchived: boolean,
): Promise<void> {
  await authorizeProven(ctx, "partner.manage");
  const { partnerId } = parsed(PartnerInput, input);
  return mutate(ctx, "partner.manage", async (tx, record) => {
    const partner = await store.lockPartner(tx, partnerId);
    if (!partner) throw notFound("This partner");
    if ((partner.archivedAt !== null) === isArchived) return record();
    if (isArchived) await assertEmpty(tx, partnerId);
    await store.setArchived(tx, partnerId, isArchived);
    await record({
      action: "partner.changed",
      objectId: partnerId,
      objectName: partner.name,
      partnerId,
      before: { archived: !isArchived },
      after: { archived: isArchived },
    });
  });
}
