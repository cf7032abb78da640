import type { Route } from "next";
import type { PlanDto } from "@/server/plans/schemas";
import { LinkButton } from "../../ui/link-button";
import { Notice } from "../../ui/notice";

/** Of a plan that takes keys away: where the nameservers wait that come after it. */
export function LinkedPlan({ plan }: { plan: PlanDto }) {
  if (!plan.nextPlanId) return null;
  return (
    <Notice
      tone="info"
      title="First the keys, then the nameservers."
      action={
        <LinkButton size="s" href={`/plans/${plan.nextPlanId}` as Route}>
          Open the second plan
        </LinkButton>
      }
    >
      {plan.appliedAt
        ? "The nameservers wait in a plan of their own until the zones above show no keys, and can be started then."
        : "Start this one, then the nameservers wait in a plan of their own until the zones above show no keys. Where a registrar lets no program do it, remove the keys in its panel: the second plan notices."}
    </Notice>
  );
}
