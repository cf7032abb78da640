"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useCallback, useDeferredValue, useMemo, useRef, useState } from "react";
import type { PortfolioQuery } from "@/server/portfolio/query";
import { LeftOut } from "../query/left-out";
import { useRowKeys } from "../shell/use-row-keys";
import { filterText } from "./address";
import { BulkActions, loadBulkActions } from "./bulk-actions";
import type { PartnerChoice } from "./bulk-words";
import { loadFilterPanel } from "./filter-chip";
import { takesWordsFromCounts } from "./filter-fields";
import { FilterRow } from "./filter-row";
import { LocalLinks } from "./local-links";
import { type ListState, NameList } from "./name-list";
import { FailingAccounts } from "./notices";
import { keepRows } from "./page-size";
import { loadPopover } from "./popover-on-demand";
import { PortfolioHead } from "./portfolio-head";
import { portfolioQueries } from "./queries";
import { SortNote } from "./sort-note";
import { useAddress } from "./use-address";
import { useSelection } from "./use-selection";
import { useWarmed } from "./use-warmed";
import { ViewTabs } from "./view-tabs";

export type PortfolioScreenProps = {
  /** Rows per page this person likes. */
  rows: number;
  /** Sees the names of every partner. */
  isHouse: boolean;
  canConnect: boolean;
  /** Null where names are not the reader's to assign. */
  partners: readonly PartnerChoice[] | null;
};

const NO_ROWS: readonly never[] = [];

const loadForHands = () => Promise.all([loadPopover(), loadFilterPanel(), loadBulkActions()]);

/** The names a query asks for. The same object until something of it changes, so that the list need not be drawn anew. */
function useList(query: PortfolioQuery): ListState {
  const { data, error, isPending, isPlaceholderData, refetch } = useQuery({
    ...portfolioQueries.list(query),
    placeholderData: keepPreviousData,
  });
  return useMemo(
    () => ({ data, error, isPending, isPlaceholderData, refetch }) as ListState,
    [data, error, isPending, isPlaceholderData, refetch],
  );
}

/** Counts are asked for by an open filter; until then only where a chip takes its words from them. */
const useFacets = (query: PortfolioQuery) =>
  useQuery({
    ...portfolioQueries.facets(query),
    placeholderData: keepPreviousData,
    enabled: takesWordsFromCounts(query),
  }).data;

/** The portfolio: views, filters, the list, and what can be done with what is chosen of it. */
export function PortfolioScreen({ rows, isHouse, canConnect, partners }: PortfolioScreenProps) {
  const area = useRef<HTMLDivElement>(null);
  const [liked, setLiked] = useState(rows);
  const asked = useAddress(liked);
  // A filter that is pressed answers at once; the list, and what is told of it, follow with the next frame.
  const address = useDeferredValue(asked);
  const { query, go } = address;

  const list = useList(query);
  const facets = useFacets(query);
  const overview = useQuery(portfolioQueries.overview(isHouse ? query.partner : null));
  const views = useQuery(portfolioQueries.views());
  const names = list.data?.rows ?? NO_ROWS;
  const page = useMemo(() => names.map(({ id }) => id), [names]);
  const selection = useSelection(page, filterText(query));
  useRowKeys(area);
  useWarmed(loadForHands);

  const onRows = useCallback(
    (chosen: number) => {
      keepRows(chosen);
      setLiked(chosen);
      go({ limit: 50 });
    },
    [go],
  );
  return (
    <LocalLinks>
      <PortfolioHead overview={overview.data} query={query} />
      <ViewTabs
        query={query}
        viewId={address.view}
        views={views.data ?? NO_ROWS}
        overview={overview.data}
      />
      <LeftOut problems={address.problems} />
      <FailingAccounts failing={overview.data?.failing ?? NO_ROWS} seesAccounts={isHouse} />
      <FilterRow
        query={asked.query}
        facets={facets}
        seesPartners={isHouse}
        href={asked.href}
        go={asked.go}
        end={<SortNote query={query} list={list.data} seesPartners={isHouse} />}
      />
      <div ref={area}>
        <NameList
          list={list}
          facets={facets}
          address={address}
          selection={selection}
          isHouse={isHouse}
          canConnect={canConnect}
          onRows={onRows}
        />
      </div>
      <BulkActions selection={selection} partners={partners} rows={names} />
    </LocalLinks>
  );
}
