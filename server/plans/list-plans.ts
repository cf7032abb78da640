import { z } from "zod";
import { authorize } from "../auth/policy";
import { tenantOf } from "../auth/scope";
import type { ServiceContext } from "../kernel/context";
import { openCursor, signCursor } from "../kernel/signed-cursor";
import { read } from "../kernel/transact";
import * as pages from "./page/store";
import { type PlanQuery, writePlanQuery } from "./queries";
import type { PlanDto, PlanListDto } from "./schemas";
import { planOf } from "./to-plan";

const Position = z.tuple([z.string(), z.uuid()]);
const MOST_RUNNING = 5;

const listName = (ctx: ServiceContext, { cursor: _cursor, ...query }: PlanQuery): string =>
  `plans|${tenantOf(ctx.scope)}|${writePlanQuery(query)}`;

/**
 * Plans that were started, or wait for a second person, newest first.
 *
 * @throws AppError `bad_request` with field `cursor` for a cursor of another list
 */
export async function listPlans(ctx: ServiceContext, query: PlanQuery): Promise<PlanListDto> {
  authorize(ctx.actor, "operation.read");
  const position =
    query.cursor === null ? null : Position.parse(openCursor(query.cursor, listName(ctx, query)));
  return read(ctx, async (tx) => {
    const found = await pages.page(
      tx,
      query,
      position && { createdAt: position[0], id: position[1] },
    );
    const kept = found.slice(0, query.limit);
    const last = found.length > query.limit ? kept.at(-1) : undefined;
    return {
      rows: await Promise.all(kept.map((plan) => planOf(tx, ctx, plan))),
      nextCursor: last ? signCursor([last.createdAt, last.id], listName(ctx, query)) : null,
    };
  });
}

/** Plans that run now, newest first, at most five. */
export async function runningPlans(ctx: ServiceContext): Promise<readonly PlanDto[]> {
  authorize(ctx.actor, "operation.read");
  return read(ctx, async (tx) => {
    const found = await pages.running(tx, MOST_RUNNING);
    return Promise.all(found.map((plan) => planOf(tx, ctx, plan)));
  });
}
