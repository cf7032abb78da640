import { authorize } from "../auth/policy";
import type { ServiceContext } from "../kernel/context";
import { iso } from "../kernel/instant";
import { read } from "../kernel/transact";
import { readSchedules } from "../schedules/read-schedules";
import type { SyncHealthDto } from "./schemas";
import * as store from "./store";

/** How the readings of every account went last, and whether schedules keep their time. */
export async function readSyncHealth(ctx: ServiceContext): Promise<SyncHealthDto> {
  authorize(ctx.actor, "sync.run");
  const [rows, schedules] = await Promise.all([read(ctx, store.accountSyncs), readSchedules(ctx)]);
  return {
    accounts: rows.map((row) => ({
      accountId: row.account_id,
      lastGoodAt: iso(row.last_good_at),
      errors: row.errors ?? 0,
      lastRunId: row.run_id,
      lastRunState: row.state,
    })),
    schedules,
  };
}
