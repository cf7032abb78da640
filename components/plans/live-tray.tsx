"use client";

import { useQuery } from "@tanstack/react-query";
import { X } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { useEffect, useRef } from "react";
import type { PlanDto } from "@/server/plans/schemas";
import { ApiError } from "../query/api-error";
import { useAnnounce } from "../ui/announcer";
import { IconButton } from "../ui/icon-button";
import { ProgressBar } from "../ui/progress-bar";
import { PlanState } from "./plan-state";
import { countsOf } from "./progress";
import { endingOf } from "./progress-words";
import { planQueries } from "./queries";
import { forgetStarted } from "./started";
import { planTitle } from "./words";

const FOLLOW_MS = 3_000;

const isAtWork = ({ state }: PlanDto) => state === "applying" || state === "paused";
/** A plan as it was before it started may still lie in memory: it has not ended. */
const isOver = ({ state }: PlanDto) => state === "done" || state === "cancelled";

/** What runs, small, in the corner; the page of a plan itself tells more, so there its line is left out. */
export function LiveTray({ ids }: { ids: readonly string[] }) {
  const pathname = usePathname();
  const running = useQuery({
    ...planQueries.running(),
    refetchInterval: ({ state }) =>
      !state.data || state.data.some(({ id }) => ids.includes(id)) ? FOLLOW_MS : false,
  });
  if (!running.data) return null;
  const found = new Map(running.data.map((plan) => [plan.id, plan]));
  return (
    <aside
      aria-label="Plans at work"
      className="fixed right-4 bottom-4 z-20 grid w-[min(19rem,calc(100vw-2rem))] gap-2 empty:hidden max-sm:bottom-18 [:root:has([data-bulk-bar])_&]:bottom-18"
    >
      {ids.map((id) => {
        const isHere = pathname === `/plans/${id}`;
        const plan = found.get(id);
        if (!plan) return <Ended key={id} id={id} isHere={isHere} />;
        return isHere ? null : <Line key={id} plan={plan} />;
      })}
    </aside>
  );
}

/** A plan that runs no more: its end is looked up, and said once. On its own page the page says it. */
function Ended({ id, isHere }: { id: string; isHere: boolean }) {
  const announce = useAnnounce();
  const last = useQuery({ ...planQueries.one(id), staleTime: 0 });
  const isTold = useRef(false);
  const ending = last.data && isOver(last.data) ? endingOf(last.data) : null;
  const isGone = last.error instanceof ApiError && last.error.code === "not_found";
  useEffect(() => {
    if (isGone || (isHere && ending)) return forgetStarted(id);
    if (!ending || isTold.current) return;
    isTold.current = true;
    announce(ending);
  }, [announce, ending, id, isHere, isGone]);
  return last.data?.appliedAt && !isHere ? <Line plan={last.data} /> : null;
}

function Line({ plan }: { plan: PlanDto }) {
  const { ended, total } = countsOf(plan);
  const title = planTitle(plan);
  return (
    <section className="rounded-m border border-line bg-panel px-3 py-2 shadow-floating">
      <div className="flex items-start gap-2">
        <div className="min-w-0 flex-1">
          <Link
            href={`/plans/${plan.id}` as Route}
            className="inline-flex min-h-6 items-center font-medium text-ink no-underline hover:underline pointer-coarse:min-h-11"
          >
            {title}
          </Link>
          <p className="text-12">
            <PlanState plan={plan} />
          </p>
        </div>
        {!isAtWork(plan) && (
          <IconButton
            label={`Dismiss ${title}`}
            icon={<X />}
            size="s"
            onClick={() => forgetStarted(plan.id)}
          />
        )}
      </div>
      {isAtWork(plan) && (
        <ProgressBar label="Names done" done={ended} total={total} className="mt-1" />
      )}
    </section>
  );
}
