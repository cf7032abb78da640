import type { PlanDto } from "@/server/plans/schemas";
import { formatCount } from "../ui/numbers";
import { countsOf } from "./progress";
import { planTitle } from "./words";

/** What the tab's title says of a plan at work: "3 failed, 120 of 300, Nameservers of 300 names". */
export function progressTitle(plan: PlanDto): string {
  const { ended, total, failed } = countsOf(plan);
  const facts = [
    ...(failed > 0 ? [`${formatCount(failed)} failed`] : []),
    ...(plan.state === "applying" || plan.state === "paused"
      ? [`${formatCount(ended)} of ${formatCount(total)}`]
      : []),
    planTitle(plan),
  ];
  return facts.join(", ");
}

/** How a plan ended, as one sentence to be heard. */
export function endingOf(plan: PlanDto): string {
  const { seen, failed, cancelled } = countsOf(plan);
  const parts = [
    `${formatCount(seen)} done`,
    ...(failed > 0 ? [`${formatCount(failed)} failed`] : []),
    ...(cancelled > 0 ? [`${formatCount(cancelled)} not sent`] : []),
  ];
  return `${planTitle(plan)} has ended: ${parts.join(", ")}.`;
}
