"use client";

import { useEffect, useRef } from "react";
import type { PlanDto } from "@/server/plans/schemas";
import { useAnnounce } from "../ui/announcer";
import { formatCount } from "../ui/numbers";
import { countsOf } from "./progress";
import { endingOf, progressTitle } from "./progress-words";

/** Lets the title carry how far a plan is, and says it aloud once for every tenth and once at the end. */
export function usePlanTold(plan: PlanDto): void {
  const announce = useAnnounce();
  const tenth = useRef<number>(undefined);
  const { state, appliedAt } = plan;
  const { ended, total } = countsOf(plan);
  const now = total === 0 ? 0 : Math.floor((ended / total) * 10);
  const title = appliedAt === null ? null : `${progressTitle(plan)} · Namekeep`;
  const ending = endingOf(plan);

  useEffect(() => {
    if (title) document.title = title;
  }, [title]);
  useEffect(() => {
    const before = tenth.current;
    const isAtWork = state === "applying" || state === "paused";
    if (isAtWork) {
      tenth.current = now;
      if (before !== undefined && now > before && now < 10)
        announce(`${formatCount(ended)} of ${formatCount(total)} names are done.`);
    } else if (before !== undefined) {
      tenth.current = undefined;
      announce(ending);
    }
  }, [announce, state, now, ended, total, ending]);
}
