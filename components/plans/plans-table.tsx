"use client";

import type { Route } from "next";
import type { PlanDto } from "@/server/plans/schemas";
import { AgeText } from "../ui/age-text";
import { cn } from "../ui/cn";
import { formatCount } from "../ui/numbers";
import { RowLink } from "../ui/row-link";
import { Table, Td, Tr } from "../ui/table";
import { Th } from "../ui/table-head";
import { PlanState } from "./plan-state";
import { countsOf } from "./progress";
import { planTitle, sumText } from "./words";

type PlansTableProps = { plans: readonly PlanDto[]; isBusy: boolean };

/** Plans as a table, the newest first; on a phone each is a card. */
export function PlansTable({ plans, isBusy }: PlansTableProps) {
  return (
    <Table caption="Plans" stacked stickyHead busy={isBusy}>
      <thead>
        <tr>
          <Th>Plan</Th>
          <Th>State</Th>
          <Th numeric>Seen</Th>
          <Th numeric>Open</Th>
          <Th numeric>Failed</Th>
          <Th numeric>Cost</Th>
          <Th>By</Th>
          <Th>When</Th>
        </tr>
      </thead>
      <tbody>
        {plans.map((plan) => (
          <PlanRow key={plan.id} plan={plan} />
        ))}
      </tbody>
    </Table>
  );
}

function PlanRow({ plan }: { plan: PlanDto }) {
  const { seen, failed, ended, total } = countsOf(plan);
  const figures = [
    { key: "seen", word: "seen", count: seen, tone: "" },
    { key: "open", word: "open", count: total - ended, tone: "" },
    { key: "failed", word: "failed", count: failed, tone: "font-medium text-bad" },
  ];
  return (
    <Tr>
      <Td phone="title" wrap className="py-2">
        <RowLink href={`/plans/${plan.id}` as Route} prefetch={false}>
          {planTitle(plan)}
        </RowLink>
      </Td>
      <Td>
        <PlanState plan={plan} />
      </Td>
      {figures.map(({ key, word, count, tone }) => (
        <Td key={key} numeric className={count === 0 ? "text-ink-3 max-md:hidden!" : cn(tone)}>
          {formatCount(count)}
          <span className="text-ink-3 md:hidden"> {word}</span>
        </Td>
      ))}
      <Td numeric className="max-md:empty:hidden!">
        {plan.costs.length > 0 && sumText(plan.costs)}
      </Td>
      <Td muted className="max-w-44 truncate">
        {plan.requestedBy.name}
      </Td>
      <Td muted>
        <AgeText value={plan.appliedAt ?? plan.createdAt} />
      </Td>
    </Tr>
  );
}
