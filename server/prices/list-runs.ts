import { z } from "zod";
import { authorize } from "../auth/policy";
import type { ServiceContext } from "../kernel/context";
import { iso } from "../kernel/instant";
import { openCursor, signCursor } from "../kernel/signed-cursor";
import { read } from "../kernel/transact";
import type { PriceRunsQuery } from "./queries";
import type { PriceRunDto, PriceRunListDto } from "./runs/schemas";
import * as store from "./runs/store";

const Position = z.object({ startedAt: z.string(), id: z.string() });
const LIST = "price runs";
const Failure = z.object({ message: z.string() }).nullable().catch(null);

/** Every asking for prices, the newest first. */
export async function listPriceRuns(
  ctx: ServiceContext,
  { limit, cursor }: PriceRunsQuery,
): Promise<PriceRunListDto> {
  authorize(ctx.actor, "price.read");
  const before = cursor ? Position.parse(openCursor(cursor, LIST)) : null;
  const found = await read(ctx, (tx) => store.listRuns(tx, { before, most: limit + 1 }));
  const shown = found.slice(0, limit);
  const last = shown.at(-1);
  return {
    rows: shown.map(toRun),
    nextCursor:
      found.length > shown.length && last
        ? signCursor({ startedAt: last.startedAt, id: last.id }, LIST)
        : null,
  };
}

const toRun = (run: store.ListedRun): PriceRunDto => ({
  id: run.id,
  accountId: run.accountId,
  account: run.account,
  trigger: run.trigger as PriceRunDto["trigger"],
  state: run.state as PriceRunDto["state"],
  isForced: run.isForced,
  actor: run.actorName,
  startedAt: iso(run.startedAt),
  finishedAt: iso(run.finishedAt),
  expected: run.expected,
  asked: run.asked,
  told: run.told,
  untold: run.untold,
  errors: run.errors,
  first: run.first,
  changed: run.changed,
  alerts: run.alerts,
  apiCalls: run.apiCalls,
  durationMs: run.durationMs,
  reason: Failure.parse(run.failure)?.message ?? null,
});
