import { z } from "zod";
import { authorize } from "../auth/policy";
import { tenantOf } from "../auth/scope";
import type { ServiceContext } from "../kernel/context";
import { notFound } from "../kernel/errors";
import { openCursor, signCursor } from "../kernel/signed-cursor";
import { look, read } from "../kernel/transact";
import {
  type ConflictCountsDto,
  type ConflictDto,
  type ConflictListDto,
  type ConflictQuery,
  writeConflictQuery,
} from "./schemas";
import * as store from "./store";
import { toConflict } from "./to-conflict";
import type { ConflictField } from "./vocabulary";
import { ruleLabel } from "./words";

const Position = z.tuple([z.string(), z.uuid()]);

const listName = (ctx: ServiceContext, { cursor: _cursor, ...query }: ConflictQuery): string =>
  `conflicts|${tenantOf(ctx.scope)}|${writeConflictQuery(query)}`;

function positionOf(ctx: ServiceContext, query: ConflictQuery): store.ConflictPosition | null {
  if (query.cursor === null) return null;
  const [at, id] = Position.parse(openCursor(query.cursor, listName(ctx, query)));
  return { at, id };
}

/**
 * What waits for a decision, or was decided, newest first. Customers see those of their own names.
 *
 * @throws AppError `bad_request` with field `cursor` for a cursor of another list
 */
export async function listConflicts(
  ctx: ServiceContext,
  query: ConflictQuery,
): Promise<ConflictListDto> {
  authorize(ctx.actor, "conflict.read");
  const position = positionOf(ctx, query);
  const found = await read(ctx, (tx) => store.page(tx, query, position));
  const kept = found.slice(0, query.limit);
  const last = found.length > query.limit ? kept.at(-1)?.conflict : undefined;
  const at = query.view === "open" ? last?.firstSeenAt : last?.decidedAt;
  return {
    rows: kept.map((row) => toConflict(row, ctx)),
    nextCursor: last && at ? signCursor([at, last.id], listName(ctx, query)) : null,
  };
}

/** One conflict. @throws AppError `not_found`, also for one of another partner's names */
export async function readConflict(
  ctx: ServiceContext,
  { id }: { readonly id: string },
): Promise<ConflictDto> {
  authorize(ctx.actor, "conflict.read");
  const isId = z.uuid().safeParse(id).success;
  const row = isId ? await read(ctx, (tx) => store.find(tx, id)) : null;
  if (!row) throw notFound("This conflict");
  return toConflict(row, ctx);
}

type Narrowed = { readonly partner: string | null };

/** How many wait, by field, rule and account. */
export async function readConflictCounts(
  ctx: ServiceContext,
  { partner }: Narrowed,
): Promise<ConflictCountsDto> {
  authorize(ctx.actor, "conflict.read");
  const found = await read(ctx, (tx) => store.groups(tx, partner));
  return {
    names: found.reduce((sum, { count }) => sum + count, 0),
    groups: found.map(({ field, rule, accountId, accountName, count }) => ({
      field: field as ConflictField,
      rule,
      ruleLabel: ruleLabel(rule),
      account: { id: accountId, name: accountName },
      count,
    })),
  };
}

/** Every page shows the number: it is never counted to the end of a long list. */
const COUNTED_AT_MOST = 10_000;

/** How many conflicts wait for a decision, counted no further than ten thousand. */
export async function countConflicts(
  ctx: ServiceContext,
  { partner }: Narrowed = { partner: null },
): Promise<number> {
  authorize(ctx.actor, "conflict.read");
  // Told whose they are, the database counts along an index that begins with the partner; the wall alone tells it not.
  const whose = ctx.scope.all ? partner : ctx.scope.partnerId;
  return look(ctx, (tx) => store.count(tx, whose, COUNTED_AT_MOST));
}
