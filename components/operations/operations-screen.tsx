"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { ArrowRightLeft, SearchX } from "lucide-react";
import { useRef } from "react";
import { EMPTY_OPERATION_QUERY, writeOperationQuery } from "@/server/operations/schemas";
import { LocalLinks } from "../portfolio/local-links";
import { LeftOut } from "../query/left-out";
import { Told } from "../query/told";
import { PageHeader } from "../shell/page-header";
import { useRowKeys } from "../shell/use-row-keys";
import { Card } from "../ui/card";
import { EmptyState } from "../ui/empty-state";
import { LinkButton } from "../ui/link-button";
import { NewestFirst } from "../ui/newest-first";
import type { OperationsAddress } from "./address";
import { ChangesTabs } from "./changes-tabs";
import { OpenOperation } from "./open-operation";
import { OperationsFilters } from "./operations-filters";
import { OperationsTable } from "./operations-table";
import { operationQueries } from "./queries";
import { useOperationsAddress } from "./use-operations-address";

type OperationsScreenProps = {
  /** May say by hand what became of a change. */
  canResolve: boolean;
  waiting: number | undefined;
};

/** Every change asked for at a registrar, newest first; those that are open are followed. */
export function OperationsScreen({ canResolve, waiting }: OperationsScreenProps) {
  const area = useRef<HTMLDivElement>(null);
  const address = useOperationsAddress();
  const list = useQuery({
    ...operationQueries.list(address.query),
    placeholderData: keepPreviousData,
  });
  useRowKeys(area);
  return (
    <LocalLinks>
      <PageHeader title="Changes" facts="what was asked for at registrars, and what became of it" />
      <ChangesTabs current="changes" waiting={waiting} />
      <LeftOut problems={address.problems} />
      <OperationsFilters address={address} />
      <div ref={area}>
        <Card padded={false}>
          <Told what="changes" query={list}>
            {(told) => <Changes list={told} isBusy={list.isPlaceholderData} address={address} />}
          </Told>
        </Card>
      </div>
      <OpenOperation
        id={address.open}
        listed={list.data?.rows}
        canResolve={canResolve}
        onClose={() => address.go({ open: null }, "replace")}
      />
    </LocalLinks>
  );
}

type ChangesProps = {
  list: Awaited<ReturnType<NonNullable<ReturnType<typeof operationQueries.list>["queryFn"]>>>;
  isBusy: boolean;
  address: OperationsAddress;
};

function Changes({ list, isBusy, address }: ChangesProps) {
  const { query } = address;
  if (list.rows.length === 0) return <NoChanges address={address} />;
  return (
    <>
      <OperationsTable operations={list.rows} isBusy={isBusy} address={address} />
      <NewestFirst
        shown={list.rows.length}
        what="changes"
        firstHref={query.cursor ? address.href({ cursor: null }) : null}
        nextHref={list.nextCursor ? address.href({ cursor: list.nextCursor }) : null}
      />
    </>
  );
}

function NoChanges({ address: { query } }: { address: OperationsAddress }) {
  const { limit: _limit, cursor: _cursor, ...filter } = query;
  const isNarrowed = writeOperationQuery({ ...EMPTY_OPERATION_QUERY, ...filter }).size > 0;
  if (isNarrowed)
    return (
      <EmptyState
        icon={<SearchX />}
        title="No change fits these filters."
        action={<LinkButton href="/operations">Clear all filters</LinkButton>}
      />
    );
  return (
    <EmptyState
      icon={<ArrowRightLeft />}
      title="Nothing has been changed from here yet."
      action={<LinkButton href="/domains">Go to the portfolio</LinkButton>}
    >
      Choose names there, then “Change…”: you see what would happen before anything is sent.
    </EmptyState>
  );
}
