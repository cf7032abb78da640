import { z } from "zod";
import { together } from "@/db/together";
import { authorize } from "../auth/policy";
import * as imports from "../import/planned/store";
import type { ServiceContext } from "../kernel/context";
import { notFound } from "../kernel/errors";
import { iso } from "../kernel/instant";
import { openCursor, signCursor } from "../kernel/signed-cursor";
import { look } from "../kernel/transact";
import { parsed } from "../kernel/zod-errors";
import { toUnicode } from "../names/to-unicode";
import { causeOf, type OperationState } from "../operations/kinds";
import { rowDns } from "./dns/facts";
import * as pages from "./page/store";
import { type PlanRowQuery, writePlanRowQuery } from "./queries";
import { PlanRef, type PlanRowDto, type PlanRowsDto } from "./schemas";
import * as store from "./store";

const Position = z.tuple([z.int()]);

const listName = (planId: string, { cursor: _cursor, ...query }: PlanRowQuery): string =>
  `plan-rows|${planId}|${writePlanRowQuery(query)}`;

/**
 * The names of a plan in its order, each with its verdict and what became of it.
 *
 * @throws AppError `not_found` outside the caller's scope; `bad_request` with field `cursor`
 */
export async function planRows(
  ctx: ServiceContext,
  input: PlanRef,
  query: PlanRowQuery,
): Promise<PlanRowsDto> {
  authorize(ctx.actor, "operation.read");
  const { id } = parsed(PlanRef, input);
  const behind =
    query.cursor === null ? null : Position.parse(openCursor(query.cursor, listName(id, query)))[0];
  const found: readonly Found[] = await look(ctx, async (tx) => {
    const [plan, rows] = await together(store.find(tx, id), pages.rows(tx, id, query, behind));
    if (!plan) throw notFound("This plan");
    return plan.kind === "import" ? imports.rows(tx, id, query, behind) : rows;
  });
  const kept = found.slice(0, query.limit);
  const last = found.length > query.limit ? kept.at(-1) : undefined;
  return {
    rows: kept.map(toRow),
    nextCursor: last ? signCursor([last.row.position], listName(id, query)) : null,
  };
}

type Found = pages.PlanRowRecord | imports.PlanRowRecord;

const isNever = (at: string | null) => at === null || at.startsWith("infinity");

function toRow({ row, accountName, operation }: Found): PlanRowDto {
  return {
    position: row.position,
    name: row.name,
    nameUnicode: toUnicode(row.name),
    domainId: row.domainId,
    account: accountName,
    before: row.before,
    after: row.after,
    verdict: row.verdict as PlanRowDto["verdict"],
    rule: row.rule,
    detail: row.detail,
    risks: row.risks,
    costMinor: row.costMinor,
    currency: row.currency,
    isExcluded: row.isExcluded,
    dns: rowDns(row),
    parentSeenAt: iso(row.parentSeenAt),
    operation: operation && {
      id: operation.id,
      state: operation.state as OperationState,
      acceptedAt: iso(operation.acceptedAt),
      cause: operation.state === "failed" ? causeOf(operation.errorCode ?? "") : null,
      errorCode: operation.errorCode,
      errorMessage: operation.errorMessage,
      nextAttemptAt: isNever(operation.nextAttemptAt) ? null : iso(operation.nextAttemptAt),
    },
  };
}
