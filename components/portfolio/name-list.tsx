"use client";

import type { UseQueryResult } from "@tanstack/react-query";
import { memo, useMemo } from "react";
import type { DomainListDto } from "@/server/domains/schemas";
import type { PortfolioQuery } from "@/server/portfolio/query";
import type { PortfolioFacets } from "@/server/portfolio/schemas";
import { Card } from "../ui/card";
import { formatCount } from "../ui/numbers";
import { type Address, filterText, isFiltered, type Patch } from "./address";
import type { ColumnKey } from "./columns";
import { ListFoot } from "./list-foot";
import { ListError, NoMatch, NoNames } from "./list-states";
import { PortfolioTable } from "./portfolio-table";
import { SelectAll } from "./select-all";
import { useColumns } from "./use-columns";
import { useHydrated } from "./use-hydrated";
import type { SelectionHandle } from "./use-selection";

/** Rows in the server's HTML: a screenful. The rest comes from the same data once the page is alive. */
const FIRST_PAINT_ROWS = 14;

/** What the list has to know of its reading. */
export type ListState = Pick<
  UseQueryResult<DomainListDto>,
  "data" | "error" | "isPending" | "isPlaceholderData" | "refetch"
>;

type NameListProps = {
  list: ListState;
  facets: PortfolioFacets | undefined;
  address: Address & { go: (patch: Patch) => void };
  selection: SelectionHandle;
  isHouse: boolean;
  canConnect: boolean;
  onRows: (rows: number) => void;
};

const flipped = (query: PortfolioQuery, sort: PortfolioQuery["sort"]): Patch => ({
  sort,
  dir: query.sort === sort && query.dir === "asc" ? "desc" : "asc",
});

const captionOf = ({ total }: DomainListDto) =>
  `Names, ${formatCount(total.names)}${total.isExact ? "" : " or more"}`;

/** The list in each of its states: on its way, here, empty, failed. */
export const NameList = memo(function NameList(props: NameListProps) {
  const { data, error, isPlaceholderData } = props.list;
  const isCurrent = data !== undefined && !isPlaceholderData;
  if (error && !isCurrent) return <Failed {...props} error={error} />;
  if (isCurrent && data.rows.length === 0) return <Empty {...props} />;
  return <Names {...props} />;
});

function Failed({ list, address, error }: NameListProps & { error: Error }) {
  return (
    <Card padded={false}>
      <ListError error={error} query={address.query} retry={() => void list.refetch()} />
    </Card>
  );
}

function Empty({ address, facets, isHouse, canConnect }: NameListProps) {
  const { query } = address;
  return (
    <Card padded={false}>
      {isFiltered(query) ? (
        <NoMatch query={query} facets={facets} />
      ) : (
        <NoNames canConnect={canConnect} isPartner={!isHouse || query.partner !== null} />
      )}
    </Card>
  );
}

function Names({ list, address, selection, isHouse, onRows }: NameListProps) {
  const { query } = address;
  const { data } = list;
  const isHydrated = useHydrated();
  const columns = useShownColumns(isHouse);
  return (
    <Card padded={false}>
      {data && (
        <SelectAll
          selection={selection}
          page={data.rows.map(({ id }) => id)}
          filter={filterText(query)}
          total={data.total}
        />
      )}
      <PortfolioTable
        caption={data ? captionOf(data) : "Names"}
        rows={isHydrated ? data?.rows : data?.rows.slice(0, FIRST_PAINT_ROWS)}
        columns={columns}
        query={query}
        selection={selection}
        isBusy={list.isPending || list.isPlaceholderData}
        onSort={(sort) => address.go(flipped(query, sort))}
      />
      {data && <ListFoot list={data} query={query} viewId={address.view} onRows={onRows} />}
    </Card>
  );
}

/** The chosen columns; the partner only for those who see more than one. */
function useShownColumns(isHouse: boolean): readonly ColumnKey[] {
  const columns = useColumns();
  // The same until another is chosen: else every row would be drawn anew with the list.
  return useMemo(
    () =>
      columns.flatMap(({ key, isShown }) =>
        isShown && (isHouse || key !== "partner") ? [key] : [],
      ),
    [columns, isHouse],
  );
}
