"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import type { RefObject } from "react";
import { CAUSES, type Cause } from "@/server/operations/kinds";
import { EMPTY_PLAN_ROW_QUERY } from "@/server/plans/queries";
import type { PlanDto } from "@/server/plans/schemas";
import { PlanFileResult } from "../import/plan-of-file";
import { Button } from "../ui/button";
import { Card } from "../ui/card";
import { DateText } from "../ui/date-text";
import { DomainNameText } from "../ui/domain-name-text";
import { ErrorState } from "../ui/error-state";
import { formatCount } from "../ui/numbers";
import { SkeletonBlock } from "../ui/skeleton";
import { withQuery } from "../ui/with-query";
import { rowsHref } from "./address";
import { countsOf } from "./progress";
import { Figures } from "./progress-card";
import { planQueries } from "./queries";
import { useFollowUp } from "./use-plan-steps";
import { CAUSE_WORDS, namesWord } from "./words";

type ResultCardProps = { plan: PlanDto; heading: RefObject<HTMLSpanElement | null> };

/** What became of a plan: what failed first, by cause, each with its way on; then the figures. */
export function ResultCard({ plan, heading }: ResultCardProps) {
  const failing = CAUSES.filter((cause) => (plan.causes[cause] ?? 0) > 0);
  return (
    <div className="grid gap-4">
      {failing.map((cause) => (
        <FailureCard key={cause} plan={plan} cause={cause} />
      ))}
      <Card
        title={
          <span ref={heading} tabIndex={-1} className="outline-none">
            Result
          </span>
        }
        note={
          plan.finishedAt && (
            <>
              ended <DateText value={plan.finishedAt} time />
            </>
          )
        }
        action={<Ways plan={plan} />}
      >
        {plan.kind === "import" && <PlanFileResult plan={plan} />}
        <Figures counts={countsOf(plan)} kind={plan.kind} />
      </Card>
    </div>
  );
}

function Ways({ plan }: { plan: PlanDto }) {
  const follow = useFollowUp(plan.id);
  return (
    <>
      <Link
        href={withQuery("/audit", { run: plan.id })}
        prefetch={false}
        className="link inline-flex min-h-6 items-center text-12 pointer-coarse:min-h-11"
      >
        Audit log
      </Link>
      {plan.canUndo && (
        <Button size="s" pending={follow.isPending} onClick={() => follow.mutate({ way: "undo" })}>
          Plan the way back
        </Button>
      )}
    </>
  );
}

const SHOWN = 5;

function FailureCard({ plan, cause }: { plan: PlanDto; cause: Cause }) {
  const follow = useFollowUp(plan.id);
  const names = plan.causes[cause] ?? 0;
  const { title, advice } = CAUSE_WORDS[cause];
  return (
    <Card
      className="border-l-3 border-l-bad"
      title={
        <>
          {title}: {namesWord(names)}
        </>
      }
      action={
        <Button
          size="s"
          pending={follow.isPending}
          onClick={() => follow.mutate({ way: "retry", causes: [cause] })}
        >
          Retry {names === 1 ? "it" : "these"}
        </Button>
      }
    >
      <p className="mb-2 text-ink-2">{advice}</p>
      <Failed plan={plan} cause={cause} />
      {names > SHOWN && (
        <Link
          href={rowsHref(plan.id, EMPTY_PLAN_ROW_QUERY, { cause })}
          scroll={false}
          prefetch={false}
          className="link mt-2 inline-flex min-h-6 items-center text-12 pointer-coarse:min-h-11"
        >
          Show all {formatCount(names)} in the list below
        </Link>
      )}
    </Card>
  );
}

function Failed({ plan, cause }: { plan: PlanDto; cause: Cause }) {
  const rows = useQuery(
    planQueries.rows(plan.id, { ...EMPTY_PLAN_ROW_QUERY, cause, limit: SHOWN }),
  );
  if (rows.isError)
    return (
      <ErrorState level={3} title="These names could not be loaded." cause={rows.error.message} />
    );
  if (!rows.data) return <SkeletonBlock label="Loading the failed names" lines={2} />;
  return (
    <ul className="grid gap-1">
      {rows.data.rows.map(({ name, nameUnicode, operation }) => (
        <li key={name} className="flex flex-wrap gap-x-2">
          <DomainNameText name={nameUnicode} ascii={name} />
          <span className="text-ink-2 [overflow-wrap:anywhere]">{operation?.errorMessage}</span>
        </li>
      ))}
    </ul>
  );
}
