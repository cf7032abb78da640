import { authorize } from "../auth/policy";
import { tenantOf } from "../auth/scope";
import type { DomainListDto } from "../domains/schemas";
import type { ServiceContext } from "../kernel/context";
import { today } from "../kernel/today";
import { look } from "../kernel/transact";
import { chooseSource, totalFound } from "./choose-source";
import { type Position, readCursor, writeCursor } from "./cursor";
import { filterOf } from "./filter";
import { type PortfolioRow, page } from "./page/store";
import type { PortfolioQuery } from "./query";
import { toDomainRow } from "./to-domain-row";

const NONE = { names: 0, isExact: true };

/**
 * A page of the portfolio: the caller's names that fit the query, at most 200, keyset paged.
 *
 * @throws AppError `bad_request` with field `cursor` for a cursor of another list
 */
export async function listDomains(
  ctx: ServiceContext,
  query: PortfolioQuery,
): Promise<DomainListDto> {
  authorize(ctx.actor, "domain.read");
  const tenant = tenantOf(ctx.scope);
  const position = readCursor(query, tenant);
  const filter = filterOf(ctx.scope, query, today(ctx.now()));

  const { rows, total } = await look(ctx, async (tx) => {
    const { source, total } = await chooseSource(tx, filter);
    if (!source) return { rows: [], total: total ?? NONE };
    const rows = await page(tx, source, filter, query, position);
    if (total) return { rows, total };
    const isEmpty = rows.length === 0 && position === null;
    return {
      rows,
      total: isEmpty ? NONE : await totalFound(tx, source, filter, rows[0]?.found ?? null),
    };
  });
  return { ...paged(rows, query, position, tenant), total };
}

/** Puts the rows into reading order and names the pages before and after them. */
function paged(
  found: readonly PortfolioRow[],
  query: PortfolioQuery,
  position: Position | null,
  tenant: string,
): Omit<DomainListDto, "total"> {
  const isBack = position?.isBack ?? false;
  const isMore = found.length > query.limit;
  const kept = found.slice(0, query.limit);
  const rows = isBack ? kept.toReversed() : kept;
  const cursor = (row: PortfolioRow | undefined, back: boolean) =>
    row
      ? writeCursor(
          { key: query.sort === "name" ? row.name : row.renew_sort, id: row.id, isBack: back },
          query,
          tenant,
        )
      : null;
  const hasNext = isBack || isMore;
  const hasPrevious = isBack ? isMore : position !== null;
  return {
    rows: rows.map(toDomainRow),
    nextCursor: hasNext ? cursor(rows.at(-1), false) : null,
    previousCursor: hasPrevious ? cursor(rows[0], true) : null,
  };
}
