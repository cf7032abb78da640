"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { Inbox, SearchX } from "lucide-react";
import type { ConflictQuery } from "@/server/conflicts/schemas";
import { Button } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { ErrorState } from "../ui/error-state";
import { LinkButton } from "../ui/link-button";
import { SkeletonBlock } from "../ui/skeleton";
import { ConflictCards } from "./conflict-cards";
import { conflictQueries } from "./queries";
import { useDecide } from "./use-decide";

type ConflictListProps = { query: ConflictQuery; isNarrowed: boolean };

/** The cards of the inbox, the newest first. */
export function ConflictList({ query, isNarrowed }: ConflictListProps) {
  const stream = useInfiniteQuery(conflictQueries.stream(query));
  const decisions = useDecide();
  if (stream.isPending)
    return <SkeletonBlock label="Loading the inbox" lines={8} className="p-3.5" />;
  if (stream.isError && !stream.data)
    return (
      <ErrorState
        title="The inbox could not be loaded."
        cause={stream.error.message}
        retry={<Button onClick={() => void stream.refetch()}>Try again</Button>}
      />
    );
  const rows = stream.data.pages.flatMap((page) => page.rows);
  if (rows.length === 0) return <Nothing view={query.view} isNarrowed={isNarrowed} />;
  return (
    <>
      <ConflictCards rows={rows} decisions={decisions} />
      {stream.hasNextPage && (
        <div className="mt-3">
          <Button pending={stream.isFetchingNextPage} onClick={() => void stream.fetchNextPage()}>
            More
          </Button>
        </div>
      )}
    </>
  );
}

function Nothing({ view, isNarrowed }: { view: ConflictQuery["view"]; isNarrowed: boolean }) {
  if (isNarrowed)
    return (
      <EmptyState
        icon={<SearchX />}
        title="Nothing fits these filters."
        action={<LinkButton href="/sync/inbox">Clear all filters</LinkButton>}
      />
    );
  if (view === "decided")
    return (
      <EmptyState icon={<Inbox />} title="Nothing was decided yet.">
        What somebody decides about a conflict stands here, and can be taken back.
      </EmptyState>
    );
  return (
    <EmptyState icon={<Inbox />} title="Nothing waits for you.">
      When a registrar says something that cannot be right, or that you want to be asked about, it
      waits here before it changes anything.
    </EmptyState>
  );
}
