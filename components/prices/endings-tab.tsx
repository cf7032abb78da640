"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Download, SearchX, Tags } from "lucide-react";
import type { TldPricesDto } from "@/server/prices/schemas";
import { Told } from "../query/told";
import { Button } from "../ui/button";
import { Card } from "../ui/card";
import { EmptyState } from "../ui/empty-state";
import { formatCount } from "../ui/numbers";
import { SearchField } from "../ui/search-field";
import { Select } from "../ui/select";
import { AccountsCard } from "./accounts-card";
import { EndingDrawer } from "./ending-drawer";
import { EndingsTable } from "./endings-table";
import { priceQueries } from "./queries";
import type { PriceNavigation } from "./use-price-address";
import { ACTION_CHOICES, YEAR_CHOICES } from "./words";

/** What every ending costs at every account, side by side. */
export function EndingsTab({ address, canEnter }: { address: PriceNavigation; canEnter: boolean }) {
  const { action, years } = address;
  const list = useQuery({
    ...priceQueries.endings({ action, years }),
    placeholderData: keepPreviousData,
  });
  return (
    <div className="grid grid-cols-1 gap-4">
      <div>
        <Filters address={address} />
        <Card padded={false}>
          <Told what="prices" query={list}>
            {(told) => <Endings list={told} isBusy={list.isPlaceholderData} address={address} />}
          </Told>
        </Card>
      </div>
      {list.data && <AccountsCard accounts={list.data.accounts} canEnter={canEnter} />}
      {address.tld && (list.data || list.isError) && (
        <EndingDrawer
          tld={address.tld}
          unicode={list.data?.rows.find(({ tld }) => tld === address.tld)?.tldUnicode}
          action={action}
          years={years}
          onClose={() => address.go({ tld: null }, "replace")}
        />
      )}
    </div>
  );
}

function Filters({ address }: { address: PriceNavigation }) {
  const { q, action, years } = address;
  const isOnce = action === "transfer" || action === "restore";
  return (
    <div className="mb-3 flex flex-wrap items-center gap-2">
      <SearchField
        label="Search endings"
        pageSearch
        placeholder="Search endings"
        defaultValue={q ?? ""}
        onChange={(event) => address.go({ q: event.currentTarget.value.trim() || null }, "replace")}
      />
      <Select
        label="What"
        value={action}
        choices={ACTION_CHOICES}
        onChange={(next) =>
          address.go({ action: next, ...(isOnce ? { years: 1 } : {}) }, "replace")
        }
      />
      {!isOnce && (
        <Select
          label="For how long"
          value={String(years)}
          choices={YEAR_CHOICES}
          onChange={(next) => address.go({ years: Number(next) }, "replace")}
        />
      )}
      <a
        href="/api/v1/prices/export"
        download
        className="link ml-auto inline-flex items-center gap-1 text-12 pointer-coarse:min-h-11 max-md:ml-0"
      >
        <Download className="size-3.5" /> All prices as CSV
      </a>
    </div>
  );
}

type EndingsProps = { list: TldPricesDto; isBusy: boolean; address: PriceNavigation };

function Endings({ list, isBusy, address }: EndingsProps) {
  const q = address.q?.replace(/^\./, "").toLowerCase() ?? "";
  const rows = list.rows.filter(({ tld, tldUnicode }) => tld.includes(q) || tldUnicode.includes(q));
  if (list.rows.length === 0)
    return (
      <EmptyState icon={<Tags />} title="No prices are known yet.">
        The first ones are stored as soon as an account is asked. Where a registrar tells none,
        bring them in from a file below.
      </EmptyState>
    );
  if (rows.length === 0)
    return (
      <EmptyState
        icon={<SearchX />}
        title={`No ending has “${address.q}” in it.`}
        action={<Button onClick={() => address.go({ q: null })}>Clear the search</Button>}
      />
    );
  return (
    <>
      <EndingsTable list={list} rows={rows} isBusy={isBusy} address={address} />
      <p className="border-line border-t px-3.5 py-2 text-12 text-ink-3">
        {formatCount(rows.length)} endings. A year each, in the currency the account tells;
        different currencies are not held against each other.
      </p>
    </>
  );
}
