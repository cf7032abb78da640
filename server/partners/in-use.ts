import type { Transaction } from "@/db/client";
import { invalid } from "../kernel/errors";
import * as store from "./store";

/**
 * Lets something be given to a partner, which then cannot be put away until the transaction ends; null is the house.
 *
 * @param field what the refusal is about
 * @throws AppError `invalid_input` on `field` for a partner that is archived or gone
 */
export async function assertPartnerInUse(
  tx: Transaction,
  partnerId: string | null,
  field: "partnerId" | "defaultPartnerId" = "partnerId",
): Promise<void> {
  if (partnerId && !(await store.isPartnerInUse(tx, partnerId)))
    throw invalid(field, "unknown", "This partner is archived or gone. Choose another.");
}
