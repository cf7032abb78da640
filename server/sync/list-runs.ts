import { z } from "zod";
import { authorize } from "../auth/policy";
import { tenantOf } from "../auth/scope";
import type { ServiceContext } from "../kernel/context";
import { openCursor, signCursor } from "../kernel/signed-cursor";
import { read } from "../kernel/transact";
import * as store from "./runs/store";
import { type RunQuery, type SyncRunListDto, writeRunQuery } from "./schemas";
import { toRun } from "./to-run";

const Position = z.tuple([z.string(), z.uuid()]);

const listName = (ctx: ServiceContext, { cursor: _cursor, ...query }: RunQuery): string =>
  `runs|${tenantOf(ctx.scope)}|${writeRunQuery(query)}`;

function positionOf(ctx: ServiceContext, query: RunQuery): store.RunPosition | null {
  if (query.cursor === null) return null;
  const [startedAt, id] = Position.parse(openCursor(query.cursor, listName(ctx, query)));
  return { startedAt, id };
}

/**
 * Readings of registrars, newest first. Customers see those of their own single names.
 *
 * @throws AppError `bad_request` with field `cursor` for a cursor of another list
 */
export async function listRuns(ctx: ServiceContext, query: RunQuery): Promise<SyncRunListDto> {
  authorize(ctx.actor, "sync.read");
  const position = positionOf(ctx, query);
  const found = await read(ctx, (tx) => store.page(tx, query, position));
  const kept = found.slice(0, query.limit);
  const last = found.length > query.limit ? kept.at(-1)?.run : undefined;
  return {
    rows: kept.map((row) => toRun(row, ctx)),
    nextCursor: last ? signCursor([last.startedAt, last.id], listName(ctx, query)) : null,
  };
}
