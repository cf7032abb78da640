import { SearchX } from "lucide-react";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";

/** The same for a run that never was and one that is not the caller's to see. */
export default function RunNotFound() {
  return (
    <>
      <h1 className="sr-only">Run not found</h1>
      <EmptyState
        icon={<SearchX />}
        title="There is no such run."
        action={<LinkButton href="/sync">Go to the runs</LinkButton>}
      >
        It may never have been, or it is not yours to see.
      </EmptyState>
    </>
  );
}
