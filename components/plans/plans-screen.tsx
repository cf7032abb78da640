"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { ListChecks, SearchX } from "lucide-react";
import { useSearchParams } from "next/navigation";
import { useRef } from "react";
import type { PlanQuery } from "@/server/plans/queries";
import type { PlanListDto } from "@/server/plans/schemas";
import { ChangesTabs } from "../operations/changes-tabs";
import { LocalLinks } from "../portfolio/local-links";
import { LeftOut } from "../query/left-out";
import { Told } from "../query/told";
import { PageHeader } from "../shell/page-header";
import { useRowKeys } from "../shell/use-row-keys";
import { Card } from "../ui/card";
import { EmptyState } from "../ui/empty-state";
import { LinkButton } from "../ui/link-button";
import { NewestFirst } from "../ui/newest-first";
import { plansHref, plansQueryOf } from "./address";
import { PlansFilters } from "./plans-filters";
import { PlansTable } from "./plans-table";
import { planQueries } from "./queries";

/** Plans that were started, or those that wait for a second person. */
export function PlansScreen({ waiting }: { waiting: number | undefined }) {
  const area = useRef<HTMLDivElement>(null);
  const { query, problems } = plansQueryOf(new URLSearchParams(useSearchParams()));
  const list = useQuery({ ...planQueries.list(query), placeholderData: keepPreviousData });
  useRowKeys(area);
  return (
    <LocalLinks>
      <PageHeader title="Plans" facts="changes to one name or many, previewed and followed" />
      <ChangesTabs current={query.waiting ? "waiting" : "plans"} waiting={waiting} />
      <LeftOut problems={problems} />
      {!query.waiting && <PlansFilters query={query} />}
      <div ref={area}>
        <Card padded={false}>
          <Told what="plans" query={list}>
            {(told) => <PlanList list={told} query={query} isBusy={list.isPlaceholderData} />}
          </Told>
        </Card>
      </div>
    </LocalLinks>
  );
}

type PlanListProps = { list: PlanListDto; query: PlanQuery; isBusy: boolean };

function PlanList({ list, query, isBusy }: PlanListProps) {
  if (list.rows.length === 0) return <NoPlans query={query} />;
  return (
    <>
      <PlansTable plans={list.rows} isBusy={isBusy} />
      <NewestFirst
        shown={list.rows.length}
        what="plans"
        firstHref={query.cursor ? plansHref(query, {}) : null}
        nextHref={list.nextCursor ? plansHref(query, { cursor: list.nextCursor }) : null}
      />
    </>
  );
}

function NoPlans({ query }: { query: PlanQuery }) {
  if (query.waiting)
    return (
      <EmptyState icon={<ListChecks />} title="Nothing waits for approval.">
        Plans that need a second person stand here until somebody decides, or they grow too old.
      </EmptyState>
    );
  if (query.state.length > 0)
    return (
      <EmptyState
        icon={<SearchX />}
        title="No plan fits these filters."
        action={<LinkButton href="/plans">Clear all filters</LinkButton>}
      />
    );
  return (
    <EmptyState
      icon={<ListChecks />}
      title="No plan has been started yet."
      action={<LinkButton href="/domains">Go to the portfolio</LinkButton>}
    >
      Choose names there, then “Change…”: you see what would happen before anything is sent.
    </EmptyState>
  );
}
