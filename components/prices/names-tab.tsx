"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Globe, SearchX } from "lucide-react";
import type { NameQuotesDto } from "@/server/prices/names/schemas";
import { Told } from "../query/told";
import { Button } from "../ui/button";
import { Card } from "../ui/card";
import { Chip } from "../ui/chip";
import { EmptyState } from "../ui/empty-state";
import { Pagination } from "../ui/pagination";
import { SearchField } from "../ui/search-field";
import { ForecastCard } from "./forecast-card";
import { priceQueries } from "./queries";
import { QuotesTable } from "./quotes-table";
import type { PriceNavigation } from "./use-price-address";

const FILTERS = [
  ["over", "Above their ceiling"],
  ["premium", "With a price of their own"],
  ["unknown", "Without a price"],
] as const;

/** What a year of each name costs, and what the next twelve months will. */
export function NamesTab({ address }: { address: PriceNavigation }) {
  const { q, only, cursor } = address;
  const list = useQuery({
    ...priceQueries.quotes({ q, only, limit: 50, cursor }),
    placeholderData: keepPreviousData,
  });
  return (
    <div className="grid grid-cols-1 gap-4">
      <ForecastCard />
      <div>
        <div className="mb-3 flex flex-wrap items-center gap-2">
          <SearchField
            label="Search names"
            pageSearch
            placeholder="Search names"
            defaultValue={q ?? ""}
            onChange={(event) =>
              address.go({ q: event.currentTarget.value.trim() || null }, "replace")
            }
          />
          {FILTERS.map(([filter, word]) => (
            <Chip
              key={filter}
              active={only === filter}
              aria-pressed={only === filter}
              onClick={() => address.go({ only: only === filter ? "all" : filter })}
            >
              {word}
            </Chip>
          ))}
        </div>
        <Card padded={false}>
          <Told what="quotes" query={list}>
            {(told) => <Quotes list={told} isBusy={list.isPlaceholderData} address={address} />}
          </Told>
        </Card>
      </div>
    </div>
  );
}

type QuotesProps = { list: NameQuotesDto; isBusy: boolean; address: PriceNavigation };

function Quotes({ list, isBusy, address }: QuotesProps) {
  const { q, only, cursor } = address;
  if (list.rows.length === 0)
    return q || only !== "all" ? (
      <EmptyState
        icon={<SearchX />}
        title="No name fits."
        action={
          <Button onClick={() => address.go({ q: null, only: "all" })}>Clear all filters</Button>
        }
      />
    ) : (
      <EmptyState icon={<Globe />} title="No names are here yet.">
        What a year of each costs stands here as soon as an account is read.
      </EmptyState>
    );
  return (
    <>
      <QuotesTable quotes={list.rows} isBusy={isBusy} />
      {(list.nextCursor || cursor) && (
        <Pagination
          summary={`${list.rows.length} names, the first to be renewed on top`}
          {...(cursor ? { previousHref: address.href({ cursor: null }) } : {})}
          {...(list.nextCursor ? { nextHref: address.href({ cursor: list.nextCursor }) } : {})}
        />
      )}
    </>
  );
}
