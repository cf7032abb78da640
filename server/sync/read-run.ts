import { authorize } from "../auth/policy";
import type { ServiceContext } from "../kernel/context";
import { notFound } from "../kernel/errors";
import { read } from "../kernel/transact";
import * as store from "./runs/store";
import type { SyncRunDetailDto } from "./schemas";
import { toRunDetail } from "./to-run";

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** One reading of a registrar. @throws AppError `not_found`, also for one that is not the caller's to see */
export async function readRun(ctx: ServiceContext, id: string): Promise<SyncRunDetailDto> {
  authorize(ctx.actor, "sync.read");
  const row = UUID.test(id) ? await read(ctx, (tx) => store.find(tx, id)) : null;
  if (!row) throw notFound("This run");
  return toRunDetail(row, ctx);
}
