import { SearchX } from "lucide-react";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";

/** The same for a name that is nobody's, one of another partner, and text that is no name. */
export default function NameNotFound() {
  return (
    <>
      <h1 className="sr-only">Name not found</h1>
      <EmptyState
        icon={<SearchX />}
        title="This name is not in your portfolio."
        action={<LinkButton href="/domains">Go to the portfolio</LinkButton>}
      >
        It may be spelt otherwise, it may not have been synced yet, or it is not yours to see.
      </EmptyState>
    </>
  );
}
