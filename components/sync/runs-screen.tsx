"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { RefreshCw, SearchX } from "lucide-react";
import { useSearchParams } from "next/navigation";
import { type ReactNode, useRef } from "react";
import { EMPTY_RUN_QUERY, type RunQuery, readRunQuery, writeRunQuery } from "@/server/sync/schemas";
import { LocalLinks } from "../portfolio/local-links";
import { LeftOut } from "../query/left-out";
import { Told } from "../query/told";
import { PageHeader } from "../shell/page-header";
import { useRowKeys } from "../shell/use-row-keys";
import { Card } from "../ui/card";
import { EmptyState } from "../ui/empty-state";
import { LinkButton } from "../ui/link-button";
import { NewestFirst } from "../ui/newest-first";
import { runParams, runsHref } from "./address";
import { runQueries } from "./queries";
import { type AccountChoice, RunNowMenu } from "./run-now-menu";
import { RunsFilters } from "./runs-filters";
import { RunsTable } from "./runs-table";

type RunsScreenProps = {
  /** Accounts that may be read; null for those who see single names only. */
  accounts: readonly AccountChoice[] | null;
};

type WithNotices = RunsScreenProps & {
  /** What is to be known before the list is looked at. */
  notices?: ReactNode;
};

/** Every reading of a registrar, newest first; those that run are followed. */
export function RunsScreen({ accounts, notices }: WithNotices) {
  const area = useRef<HTMLDivElement>(null);
  const { query, problems } = readRunQuery(runParams(new URLSearchParams(useSearchParams())));
  const list = useQuery({ ...runQueries.list(query), placeholderData: keepPreviousData });
  useRowKeys(area);
  return (
    <LocalLinks>
      <PageHeader
        title="Sync"
        facts="every reading of a registrar"
        actions={accounts && accounts.length > 0 && <RunNowMenu accounts={accounts} />}
      />
      {notices}
      <LeftOut problems={problems} />
      <RunsFilters query={query} accounts={accounts} />
      <div ref={area}>
        <Card padded={false}>
          <Told what="runs" query={list}>
            {(told) => (
              <RunList list={told} query={query} isBusy={list.isFetching} accounts={accounts} />
            )}
          </Told>
        </Card>
      </div>
    </LocalLinks>
  );
}

type RunListProps = RunsScreenProps & {
  list: Awaited<ReturnType<NonNullable<ReturnType<typeof runQueries.list>["queryFn"]>>>;
  query: RunQuery;
  isBusy: boolean;
};

function RunList({ list, query, isBusy, accounts }: RunListProps) {
  if (list.rows.length === 0) return <NoRuns query={query} accounts={accounts} />;
  return (
    <>
      <RunsTable runs={list.rows} isBusy={isBusy} />
      <NewestFirst
        shown={list.rows.length}
        what="runs"
        firstHref={query.cursor ? runsHref(query, {}) : null}
        nextHref={list.nextCursor ? runsHref(query, { cursor: list.nextCursor }) : null}
      />
    </>
  );
}

const isNarrowed = ({ limit: _limit, cursor: _cursor, ...query }: RunQuery) =>
  writeRunQuery({ ...EMPTY_RUN_QUERY, ...query }).size > 0;

function NoRuns({ query, accounts }: { query: RunQuery } & RunsScreenProps) {
  if (isNarrowed(query))
    return (
      <EmptyState
        icon={<SearchX />}
        title="No run fits these filters."
        action={<LinkButton href="/sync">Clear all filters</LinkButton>}
      />
    );
  return (
    <EmptyState
      icon={<RefreshCw />}
      title="Nothing has been read yet."
      action={accounts && accounts.length > 0 && <RunNowMenu accounts={accounts} />}
    >
      {accounts
        ? "A run reads an account’s list at the registrar and takes over what changed there."
        : "When one of your names is read on its own, with “Sync now”, it stands here."}
    </EmptyState>
  );
}
