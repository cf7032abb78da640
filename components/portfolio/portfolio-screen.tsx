"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { LeftOut } from "../query/left-out";
import { useRowKeys } from "../shell/use-row-keys";
import { filterText } from "./address";
import { BulkActions } from "./bulk-actions";
import type { PartnerChoice } from "./bulk-words";
import { takesWordsFromCounts } from "./filter-fields";
import { FilterRow } from "./filter-row";
import { LocalLinks } from "./local-links";
import { NameList } from "./name-list";
import { FailingAccounts } from "./notices";
import { keepRows } from "./page-size";
import { PortfolioHead } from "./portfolio-head";
import { portfolioQueries } from "./queries";
import { pendingOf } from "./selection";
import { SortNote } from "./sort-note";
import { useAddress } from "./use-address";
import { useSelection } from "./use-selection";
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

/** The portfolio: views, filters, the list, and what can be done with what is chosen of it. */
export function PortfolioScreen({ rows, isHouse, canConnect, partners }: PortfolioScreenProps) {
  const area = useRef<HTMLDivElement>(null);
  const [liked, setLiked] = useState(rows);
  const address = useAddress(liked);
  const { query } = address;

  const list = useQuery({ ...portfolioQueries.list(query), placeholderData: keepPreviousData });
  // Counts are asked for by an open filter; until then only where a chip takes its words from them.
  const facets = useQuery({
    ...portfolioQueries.facets(query),
    placeholderData: keepPreviousData,
    enabled: takesWordsFromCounts(query),
  });
  const overview = useQuery(portfolioQueries.overview(isHouse ? query.partner : null));
  const views = useQuery(portfolioQueries.views());
  const page = list.data?.rows.map(({ id }) => id) ?? NO_ROWS;
  const selection = useSelection(page, filterText(query));
  useRowKeys(area);

  const onRows = (chosen: number) => {
    keepRows(chosen);
    setLiked(chosen);
    address.go({ limit: 50 });
  };
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
        query={query}
        facets={facets.data}
        seesPartners={isHouse}
        href={address.href}
        go={address.go}
        end={<SortNote query={query} list={list.data} seesPartners={isHouse} />}
      />
      <div ref={area}>
        <NameList
          list={list}
          facets={facets.data}
          address={address}
          selection={selection}
          isHouse={isHouse}
          canConnect={canConnect}
          onRows={onRows}
        />
      </div>
      <BulkActions
        selection={selection}
        partners={partners}
        pending={list.data ? pendingOf(list.data.rows, selection.selected) : 0}
      />
    </LocalLinks>
  );
}
