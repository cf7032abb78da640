"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { Route } from "next";
import Link from "next/link";
import { useEffect, useRef } from "react";
import type { PlanDto } from "@/server/plans/schemas";
import { PlanFileActions, PlanFileFacts, PlanFileRows } from "../import/plan-of-file";
import { PageHeader } from "../shell/page-header";
import { Button } from "../ui/button";
import { DateText } from "../ui/date-text";
import { ErrorState } from "../ui/error-state";
import { Notice } from "../ui/notice";
import { SkeletonBlock } from "../ui/skeleton";
import { withQuery } from "../ui/with-query";
import { Comment } from "./approval-card";
import { LinkedPlan } from "./dns/linked-plan";
import { PlanState } from "./plan-state";
import { PreviewCard } from "./preview-card";
import { ProgressCard } from "./progress-card";
import { isLookedAt, planQueries } from "./queries";
import { ResultCard } from "./result-card";
import { RowsCard } from "./rows-card";
import { usePlanTold } from "./use-plan-told";
import { planTitle } from "./words";

/** One plan from its preview to its result, always at the same address. */
export function PlanPage({ id }: { id: string }) {
  const plan = useQuery(planQueries.one(id));
  if (plan.data) return <Plan plan={plan.data} />;
  if (plan.isError)
    return (
      <ErrorState
        level={1}
        title="This plan could not be loaded."
        cause={plan.error.message}
        retry={<Button onClick={() => void plan.refetch()}>Try again</Button>}
      />
    );
  return <SkeletonBlock label="Loading the plan" lines={8} />;
}

function Plan({ plan }: { plan: PlanDto }) {
  const heading = useHeading(plan);
  usePlanTold(plan);
  useRowsAtEnd(plan);
  return (
    <>
      <PageHeader
        crumb="Plan"
        title={planTitle(plan)}
        facts={<PlanState plan={plan} />}
        summary={<Summary plan={plan} />}
        {...(plan.kind === "import" ? { actions: <PlanFileActions plan={plan} /> } : {})}
      />
      <div className="grid grid-cols-1 gap-4">
        <LinkedPlan plan={plan} />
        <Stage plan={plan} heading={heading} />
        {plan.kind === "import" ? <PlanFileRows plan={plan} /> : <RowsCard plan={plan} />}
      </div>
    </>
  );
}

type StageProps = {
  plan: PlanDto;
  heading: ReturnType<typeof useHeading>;
};

function Stage({ plan, heading }: StageProps) {
  if (plan.state === "ready") return <PreviewCard plan={plan} />;
  if (plan.state === "applying" || plan.state === "paused")
    return <ProgressCard plan={plan} heading={heading} />;
  if (plan.appliedAt) return <ResultCard plan={plan} heading={heading} />;
  return plan.approval.refusedAt ? (
    <Notice
      tone="bad"
      title={`This plan was refused by ${plan.approval.refusedBy?.name ?? "a second person"}.`}
    >
      <DateText value={plan.approval.refusedAt} time />. Nothing was changed.
      {plan.approval.comment && <Comment text={plan.approval.comment} />}
    </Notice>
  ) : (
    <Notice tone="info" title="This plan was discarded.">
      Nothing was changed.
    </Notice>
  );
}

/** Who started it goes on reading where it goes on: at the head of what became of it. */
function useHeading({ state }: PlanDto) {
  const heading = useRef<HTMLSpanElement>(null);
  const before = useRef(state);
  useEffect(() => {
    if (before.current === "ready" && state === "applying") heading.current?.focus();
    before.current = state;
  }, [state]);
  return heading;
}

/** What lists show is as old as their last look; when a plan moves on, or the DNS has been asked, once more. */
function useRowsAtEnd(plan: PlanDto): void {
  const { id, state } = plan;
  const client = useQueryClient();
  const stage = `${state} ${isLookedAt(plan)}`;
  const before = useRef(stage);
  useEffect(() => {
    if (before.current === stage) return;
    before.current = stage;
    for (const queryKey of [["plans", "rows", id], ["imports"], ["domains"], ["audit"]])
      void client.invalidateQueries({ queryKey });
  }, [client, id, stage]);
}

const textOf = (value: unknown): string | null =>
  typeof value === "string" && value !== "" ? value : null;

function Summary({ plan }: { plan: PlanDto }) {
  const { change, requestedBy, appliedAt, createdAt, undoOf, retryOf, reason } = plan;
  const hosts = Array.isArray(change.nameservers) ? change.nameservers.join(", ") : null;
  const until = textOf(change.until);
  return (
    <>
      {hosts && (
        <span className="block [overflow-wrap:anywhere]">
          To <span className="font-mono text-12 text-ink">{hosts}</span>
        </span>
      )}
      {until && (
        <span className="block">
          Until <DateText value={until} time />
          {textOf(change.purpose) && `, for: ${textOf(change.purpose)}`}. Then{" "}
          {plan.names === 1 ? "it locks itself" : "they lock themselves"} again.
        </span>
      )}
      {plan.kind === "import" && <PlanFileFacts plan={plan} />}
      {appliedAt ? "Started " : "Planned "}
      <DateText value={appliedAt ?? createdAt} time /> by {requestedBy.name}
      {reason && ` · ${reason}`}
      {plan.kind === "transfer_in" && (
        <>
          {" · "}
          <Link href={withQuery(`/transfers/${plan.id}`, {})} prefetch={false} className="link">
            the transfer, step by step
          </Link>
        </>
      )}
      {undoOf && <Origin id={undoOf}>the way back of another plan</Origin>}
      {retryOf && <Origin id={retryOf}>once more what failed in another plan</Origin>}
    </>
  );
}

function Origin({ id, children }: { id: string; children: string }) {
  return (
    <>
      {" · "}
      <Link href={`/plans/${id}` as Route} prefetch={false} className="link">
        {children}
      </Link>
    </>
  );
}
