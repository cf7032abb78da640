"use client";

import type { DomainListDto } from "@/server/domains/schemas";
import { PAGE_SIZES, type PortfolioQuery } from "@/server/portfolio/schemas";
import { formatCount } from "../ui/numbers";
import { Pagination } from "../ui/pagination";
import { Select } from "../ui/select";
import { hrefOf } from "./address";

type ListFootProps = {
  list: DomainListDto;
  query: PortfolioQuery;
  viewId: string | null;
  onRows: (rows: number) => void;
};

const CHOICES = PAGE_SIZES.map((rows) => ({ value: String(rows), label: `${rows} rows` }));

/** How many names match, the ways to the pages before and after, and how long a page is. */
export function ListFoot({ list, query, viewId, onRows }: ListFootProps) {
  const { names, isExact } = list.total;
  const page = (cursor: string | null) => (cursor ? hrefOf(query, { cursor }, viewId) : undefined);
  const total = `${formatCount(names)}${isExact ? "" : " or more"}`;
  const shown = list.previousCursor ? formatCount(list.rows.length) : `1–${list.rows.length}`;
  return (
    <Pagination
      summary={`${shown} of ${total} that match`}
      previousHref={page(list.previousCursor)}
      nextHref={page(list.nextCursor)}
      extra={
        <Select
          label="Rows per page"
          choices={CHOICES}
          value={String(query.limit)}
          onChange={(rows) => onRows(Number(rows))}
          className="max-sm:hidden"
        />
      }
    />
  );
}
