import { authorize } from "../../auth/policy";
import type { ServiceContext } from "../../kernel/context";
import { parsed } from "../../kernel/zod-errors";
import { planSync } from "./plan-sync";
import { EstimateSyncInput, type SyncEstimateDto } from "./schemas";

/** How many names a choice comes to, and how many calls to registrars it would take, without making one. */
export async function estimateSync(
  ctx: ServiceContext,
  input: EstimateSyncInput,
): Promise<SyncEstimateDto> {
  authorize(ctx.actor, "sync.run");
  const { most, ...asked } = parsed(EstimateSyncInput, input);
  const { shares, skipped } = await planSync(ctx, asked, most);
  const sum = (of: (share: (typeof shares)[number]) => number) =>
    shares.reduce((total, share) => total + of(share), 0);
  return {
    names: sum(({ names }) => names),
    calls: sum(({ calls }) => calls),
    skipped,
    accounts: shares.map(({ account: { id, name }, names, calls, way }) => ({
      id,
      name,
      names,
      calls,
      way,
    })),
  };
}
