"use client";

import type { ReactNode } from "react";
import type { DomainRow } from "@/server/domains/schemas";
import { type PortfolioQuery, writePortfolioQuery } from "@/server/portfolio/query";
import { Table } from "../ui/table";
import { Th } from "../ui/table-head";
import { TableSkeleton } from "../ui/table-skeleton";
import { COLUMNS, type ColumnKey } from "./columns";
import { PortfolioRow } from "./portfolio-row";
import { RowBox } from "./row-box";
import { ROW_STYLE } from "./row-style";
import { pageState } from "./selection";
import { type SelectionHandle, useSelected } from "./use-selection";

type PortfolioTableProps = {
  /** Undefined: on their way, and there is nothing older to show. */
  rows: readonly DomainRow[] | undefined;
  columns: readonly ColumnKey[];
  query: PortfolioQuery;
  selection: SelectionHandle;
  isBusy: boolean;
  caption: string;
  onSort: (sort: PortfolioQuery["sort"]) => void;
};

/** The names as a native table; the head is real whatever the rows are doing. */
export function PortfolioTable(props: PortfolioTableProps) {
  const { rows, columns, query, selection, caption, isBusy } = props;
  const from = writePortfolioQuery(query).toString() || "sort=renewBy";
  return (
    <Table caption={caption} stacked stickyHead busy={isBusy} className={ROW_STYLE}>
      <thead>
        <tr>
          <Th className="w-9 pr-0">
            <PageBox rows={rows ?? []} selection={selection} />
          </Th>
          <SortHead sort="name" {...props}>
            Name
          </SortHead>
          {columns.map((key) => {
            const { label, sort } = COLUMNS[key];
            return sort ? (
              <SortHead key={key} sort={sort} {...props}>
                {label}
              </SortHead>
            ) : (
              <Th key={key}>{label}</Th>
            );
          })}
        </tr>
      </thead>
      <tbody>
        {rows ? (
          rows.map((row) => (
            <PortfolioRow
              key={row.id}
              row={row}
              columns={columns}
              selection={selection}
              from={from}
            />
          ))
        ) : (
          <TableSkeleton columns={["w-4", "w-32", ...columns.map((key) => COLUMNS[key].width)]} />
        )}
      </tbody>
    </Table>
  );
}

type PageBoxProps = { rows: readonly DomainRow[]; selection: SelectionHandle };

/** Chooses the page or leaves it: all, some, none. */
function PageBox({ rows, selection }: PageBoxProps) {
  const state = pageState(
    useSelected(selection),
    rows.map(({ id }) => id),
  );
  return (
    <RowBox
      label="Select all on this page"
      checked={state === "all"}
      isMixed={state === "some"}
      disabled={rows.length === 0}
      onChange={() => selection.togglePage(state !== "all")}
    />
  );
}

type SortHeadProps = PortfolioTableProps & { sort: PortfolioQuery["sort"]; children: ReactNode };

/** A list limited to some days is in the order of days: no other order is offered. */
const isFixed = ({ renewWithin, renewFrom, renewTo }: PortfolioQuery) =>
  renewWithin !== null || renewFrom !== null || renewTo !== null;

function SortHead({ sort, query, onSort, children }: SortHeadProps) {
  if (sort !== "renewBy" && isFixed(query)) return <Th>{children}</Th>;
  const direction =
    query.sort === sort ? (query.dir === "asc" ? "ascending" : "descending") : undefined;
  return <Th sort={{ direction, onSort: () => onSort(sort) }}>{children}</Th>;
}
