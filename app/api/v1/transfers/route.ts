import { withIntent } from "@/server/api/intent";
import { route } from "@/server/api/kit";
import { listTransfers } from "@/server/transfers/list-transfers";
import { makeTransferPlan } from "@/server/transfers/make-transfer-plan";
import type { MakeTransferPlanInput } from "@/server/transfers/schemas";

/** GET /api/v1/transfers: names on their way, and transfers that were begun. 200 TransferListDto; 401 problem+json. */
export const GET = route((ctx) => listTransfers(ctx));

/**
 * POST /api/v1/transfers {key, accountId, rows | text, registrantId, keepNameservers, nameservers, partnerId, years}: plans a transfer;
 * nothing is ordered. The key may stand in the header Idempotency-Key instead. Codes are in the body alone. 200 TransferDto; 401, 403, 422 problem+json.
 */
export const POST = route((ctx, call) =>
  makeTransferPlan(ctx, withIntent<MakeTransferPlanInput>(call)),
);
