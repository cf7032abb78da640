"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Download, SearchX } from "lucide-react";
import type { Route } from "next";
import { writePlanRowQuery } from "@/server/plans/queries";
import type { PlanDto, PlanRowsDto } from "@/server/plans/schemas";
import { LocalLinks } from "../portfolio/local-links";
import { useHydrated } from "../portfolio/use-hydrated";
import { LeftOut } from "../query/left-out";
import { Told } from "../query/told";
import { Card } from "../ui/card";
import { EmptyState } from "../ui/empty-state";
import { LinkButton } from "../ui/link-button";
import { Pagination } from "../ui/pagination";
import type { RowsAddress } from "./address";
import { ExcludeShown } from "./exclude-shown";
import { isLive, isLookedAt, planQueries } from "./queries";
import { RowsFilters } from "./rows-filters";
import { RowsTable } from "./rows-table";
import { useExcluding } from "./use-excluding";
import { useRowsAddress } from "./use-rows-address";
import { namesWord } from "./words";

const ROWS_MS = 2_500;

/** The names of a plan, narrowed by the address bar; while it runs they are followed. */
export function RowsCard({ plan }: { plan: PlanDto }) {
  const address = useRowsAddress(plan.id);
  const rows = useQuery({
    ...planQueries.rows(plan.id, address.query),
    placeholderData: keepPreviousData,
    refetchInterval: isLive(plan) || isLookedAt(plan) ? ROWS_MS : false,
  });
  return (
    <LocalLinks>
      <Card
        padded={false}
        title="Names"
        note={namesWord(plan.names)}
        action={
          <a
            href={exportHref(plan.id, address)}
            download
            className="link inline-flex items-center gap-1 text-12 pointer-coarse:min-h-11"
          >
            <Download className="size-3.5" /> CSV
          </a>
        }
      >
        <LeftOut problems={address.problems} className="mx-3.5" />
        <RowsFilters plan={plan} address={address} />
        <Told what="names" query={rows} level={3}>
          {(told) => (
            <Rows plan={plan} page={told} address={address} isBusy={rows.isPlaceholderData} />
          )}
        </Told>
      </Card>
    </LocalLinks>
  );
}

function exportHref(id: string, { query }: RowsAddress): Route {
  const { limit: _limit, cursor: _cursor, ...filter } = query;
  const text = writePlanRowQuery(filter).toString();
  return `/api/v1/plans/${id}/export${text ? `?${text}` : ""}` as Route;
}

type RowsProps = {
  plan: PlanDto;
  page: PlanRowsDto;
  address: RowsAddress;
  isBusy: boolean;
};

/** Rows in the server's HTML: what is in sight below the progress. The rest comes from the same data once the page is alive. */
const FIRST_PAINT_ROWS = 6;

function Rows({ plan, page, address, isBusy }: RowsProps) {
  const excluding = useExcluding(plan);
  const isHydrated = useHydrated();
  const { query } = address;
  if (page.rows.length === 0)
    return (
      <EmptyState
        icon={<SearchX />}
        title="No name fits these filters."
        action={<LinkButton href={`/plans/${plan.id}` as Route}>Clear all filters</LinkButton>}
      />
    );
  return (
    <>
      <ExcludeShown address={address} excluding={excluding} />
      <RowsTable
        plan={plan}
        rows={isHydrated ? page.rows : page.rows.slice(0, FIRST_PAINT_ROWS)}
        isBusy={isBusy}
        excluding={excluding}
      />
      {(page.nextCursor || query.cursor) && (
        <Pagination
          summary={`${page.rows.length} names`}
          {...(query.cursor ? { previousHref: address.href({}) } : {})}
          {...(page.nextCursor ? { nextHref: address.href({ cursor: page.nextCursor }) } : {})}
        />
      )}
    </>
  );
}
