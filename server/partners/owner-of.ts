import type { Transaction } from "@/db/client";
import type { ServiceContext } from "../kernel/context";
import { notFound } from "../kernel/errors";
import { assertPartnerInUse } from "./in-use";

/**
 * Whose something new is: a customer's is their partner's, whatever was said; the house's own is nobody's.
 *
 * @throws AppError `not_found` for another partner than the customer's own; `invalid_input` with field `partnerId`
 */
export async function ownerOf(
  tx: Transaction,
  { scope }: ServiceContext,
  asked: string | null | undefined,
): Promise<string | null> {
  if (!scope.all) {
    if (asked && asked !== scope.partnerId) throw notFound("This partner");
    return scope.partnerId;
  }
  const owner = asked || null;
  await assertPartnerInUse(tx, owner);
  return owner;
}
