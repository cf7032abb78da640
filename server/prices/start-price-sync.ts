import type { ServiceContext } from "../kernel/context";
import { parsed } from "../kernel/zod-errors";
import { type PriceSyncDto, SyncPricesInput } from "./runs/schemas";
import { syncPrices } from "./sync-prices";

/** As long as a request may last; whoever asked goes on asking while something is left. */
const WITHIN_REQUEST_MS = 6_000;

/** Asks for prices now, because a person wants to know. @throws AppError as {@link syncPrices} */
export async function startPriceSync(
  ctx: ServiceContext,
  input: SyncPricesInput,
): Promise<PriceSyncDto> {
  const { accountId } = parsed(SyncPricesInput, input);
  return syncPrices(ctx, {
    accountId,
    isForced: true,
    budgetMs: WITHIN_REQUEST_MS,
    trigger: "manual",
  });
}
