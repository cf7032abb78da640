"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { History } from "lucide-react";
import { useSearchParams } from "next/navigation";
import { auditQueries } from "../audit/queries";
import { Button } from "../ui/button";
import { Card } from "../ui/card";
import { EmptyState } from "../ui/empty-state";
import { ErrorState } from "../ui/error-state";
import { Menu, MenuChoices } from "../ui/menu";
import { SkeletonBlock } from "../ui/skeleton";
import { TIMELINE_KINDS, type TimelineKind, timelineKind } from "./timeline-kinds";
import { TimelineList } from "./timeline-list";
import { timelineQuery } from "./timeline-query";
import { useLocalQuery } from "./use-local-query";

/** What happened to the name, newest first: found by sync, done here. Each line opens its difference. */
export function TimelineCard({ domainId }: { domainId: string }) {
  const kind = timelineKind(useSearchParams().get("timeline"));
  const patch = useLocalQuery();
  const choose = (value: TimelineKind) =>
    patch({ timeline: value === "all" ? null : value }, "replace");
  return (
    <Card
      title="Timeline"
      action={
        <Menu align="end" trigger={<Button size="s">{kind.label}</Button>}>
          <MenuChoices label="Show" value={kind.value} choices={TIMELINE_KINDS} onChange={choose} />
        </Menu>
      }
    >
      <Timeline domainId={domainId} kind={kind.value} />
    </Card>
  );
}

function Timeline({ domainId, kind }: { domainId: string; kind: TimelineKind }) {
  const stream = useInfiniteQuery(auditQueries.stream(timelineQuery(domainId, kind)));
  if (stream.isPending) return <SkeletonBlock label="Loading the timeline" lines={4} />;
  if (stream.isError && !stream.data)
    return (
      <ErrorState
        level={3}
        title="The timeline could not be loaded."
        cause={stream.error.message}
        retry={<Button onClick={() => void stream.refetch()}>Try again</Button>}
      />
    );
  const entries = stream.data.pages.flatMap(({ rows }) => rows);
  if (entries.length === 0)
    return (
      <EmptyState
        level={3}
        icon={<History />}
        className="py-6"
        title={kind === "all" ? "Nothing has happened here yet." : "Nothing of this kind yet."}
      >
        Changes made directly at the registrar show up as what sync found.
      </EmptyState>
    );
  return (
    <>
      <TimelineList entries={entries} />
      {stream.hasNextPage && (
        <Button
          size="s"
          className="mt-2"
          pending={stream.isFetchingNextPage}
          onClick={() => void stream.fetchNextPage()}
        >
          Earlier
        </Button>
      )}
    </>
  );
}
