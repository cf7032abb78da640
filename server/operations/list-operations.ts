import { z } from "zod";
import { authorize } from "../auth/policy";
import { tenantOf } from "../auth/scope";
import type { ServiceContext } from "../kernel/context";
import { notFound } from "../kernel/errors";
import { openCursor, signCursor } from "../kernel/signed-cursor";
import { read } from "../kernel/transact";
import { parsed } from "../kernel/zod-errors";
import * as pages from "./page/store";
import {
  type OperationDto,
  type OperationListDto,
  type OperationQuery,
  OperationRef,
  writeOperationQuery,
} from "./schemas";
import { toOperation } from "./to-operation";

const Position = z.tuple([z.string(), z.uuid()]);

const listName = (ctx: ServiceContext, { cursor: _cursor, ...query }: OperationQuery): string =>
  `operations|${tenantOf(ctx.scope)}|${writeOperationQuery(query)}`;

function positionOf(ctx: ServiceContext, query: OperationQuery): pages.OperationPosition | null {
  if (query.cursor === null) return null;
  const [requestedAt, id] = Position.parse(openCursor(query.cursor, listName(ctx, query)));
  return { requestedAt, id };
}

/**
 * Changes at registrars, newest first: those of the caller's own names.
 *
 * @throws AppError `bad_request` with field `cursor` for a cursor of another list
 */
export async function listOperations(
  ctx: ServiceContext,
  query: OperationQuery,
): Promise<OperationListDto> {
  authorize(ctx.actor, "operation.read");
  const position = positionOf(ctx, query);
  const found = await read(ctx, (tx) => pages.page(tx, query, position));
  const kept = found.slice(0, query.limit);
  const last = found.length > query.limit ? kept.at(-1)?.operation : undefined;
  return {
    rows: kept.map(toOperation),
    nextCursor: last ? signCursor([last.requestedAt, last.id], listName(ctx, query)) : null,
  };
}

/** One operation. @throws AppError `not_found` outside the caller's scope */
export async function readOperation(
  ctx: ServiceContext,
  input: OperationRef,
): Promise<OperationDto> {
  authorize(ctx.actor, "operation.read");
  const { id } = parsed(OperationRef, input);
  const row = await read(ctx, (tx) => pages.find(tx, id));
  if (!row) throw notFound("This change");
  return toOperation(row);
}
