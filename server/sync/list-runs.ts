import { z } from "zod";
import { authorize } from "../auth/policy";
import { tenantOf } from "../auth/scope";
import type { ServiceContext } from "../kernel/context";
import { openCursor, signCursor } from "../kernel/signed-cursor";
import { read } from "../kernel/transact";
import * as occurrences from "../schedules/occurrences/store";
import * as store from "./runs/store";
import { type RunQuery, type SyncRunListDto, writeRunQuery } from "./schemas";
import { toRun } from "./to-run";

const Position = z.tuple([z.string(), z.guid()]);

const listName = (ctx: ServiceContext, { cursor: _cursor, ...query }: RunQuery): string =>
  `runs|${tenantOf(ctx.scope)}|${writeRunQuery(query)}`;

function positionOf(ctx: ServiceContext, query: RunQuery): store.RunPosition | null {
  if (query.cursor === null) return null;
  const [startedAt, id] = Position.parse(openCursor(query.cursor, listName(ctx, query)));
  return { startedAt, id };
}

type Listed = {
  readonly startedAt: string;
  readonly id: string;
  readonly atUs: number;
  readonly shown: SyncRunListDto["rows"][number];
};

/** The later first, and of two at one instant the one that the database puts first too. */
const inOrder = (one: Listed, other: Listed): number =>
  other.atUs - one.atUs || (one.id < other.id ? 1 : -1);

/** Schedules are the house's, and of no account. */
const tellsSchedules = (ctx: ServiceContext, { account, scope }: RunQuery): boolean =>
  ctx.scope.all && account === null && scope === null;

/**
 * Readings of registrars, newest first, and among them occurrences of schedules that were late, missed or failed.
 * Customers see readings of their own single names alone.
 *
 * @throws AppError `bad_request` with field `cursor` for a cursor of another list
 */
export async function listRuns(ctx: ServiceContext, query: RunQuery): Promise<SyncRunListDto> {
  authorize(ctx.actor, "sync.read");
  const position = positionOf(ctx, query);
  const found = await read(ctx, async (tx): Promise<Listed[]> => {
    const runs = await store.page(tx, query, position);
    const scheduled = tellsSchedules(ctx, query)
      ? await occurrences.notable(tx, query.state, { before: position, most: query.limit + 1 })
      : [];
    return [
      ...runs.map((row) => ({
        startedAt: row.run.startedAt,
        id: row.run.id,
        atUs: row.atUs,
        shown: toRun(row, ctx),
      })),
      ...scheduled.map((one) => ({ ...one, id: one.shown.id })),
    ].sort(inOrder);
  });
  const kept = found.slice(0, query.limit);
  const last = found.length > query.limit ? kept.at(-1) : undefined;
  return {
    rows: kept.map(({ shown }) => shown),
    nextCursor: last ? signCursor([last.startedAt, last.id], listName(ctx, query)) : null,
  };
}
