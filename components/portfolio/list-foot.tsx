"use client";

import type { DomainListDto } from "@/server/domains/schemas";
import { PAGE_SIZES, type PortfolioQuery } from "@/server/portfolio/query";
import { formatCount } from "../ui/numbers";
import { Pagination } from "../ui/pagination";
import { hrefOf } from "./address";

type ListFootProps = {
  list: DomainListDto;
  query: PortfolioQuery;
  viewId: string | null;
  onRows: (rows: number) => void;
};

/** How many names match, the ways to the pages before and after, and how long a page is. */
export function ListFoot({ list, query, viewId, onRows }: ListFootProps) {
  const { names, isExact } = list.total;
  const page = (cursor: string | null) => (cursor ? hrefOf(query, { cursor }, viewId) : undefined);
  const total = `${formatCount(names)}${isExact ? "" : " or more"}`;
  // An address may ask for any number of rows.
  const sizes = [...new Set([...PAGE_SIZES, query.limit])].sort((a, b) => a - b);
  const shown = list.previousCursor ? formatCount(list.rows.length) : `1–${list.rows.length}`;
  return (
    <Pagination
      summary={`${shown} of ${total} that match`}
      previousHref={page(list.previousCursor)}
      nextHref={page(list.nextCursor)}
      extra={
        <select
          aria-label="Rows per page"
          value={query.limit}
          onChange={(event) => onRows(Number(event.target.value))}
          className="h-8 rounded-s border border-line-input bg-panel px-2 text-ink max-sm:hidden pointer-coarse:h-11"
        >
          {sizes.map((rows) => (
            <option key={rows} value={rows}>
              {rows} rows
            </option>
          ))}
        </select>
      }
    />
  );
}
