import { SearchX } from "lucide-react";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";

/** The same for a plan that never was and one that is not the caller's to see. */
export default function PlanNotFound() {
  return (
    <>
      <h1 className="sr-only">Plan not found</h1>
      <EmptyState
        icon={<SearchX />}
        title="There is no such plan."
        action={<LinkButton href="/plans">Go to the plans</LinkButton>}
      >
        It may never have been, or it is not yours to see.
      </EmptyState>
    </>
  );
}
