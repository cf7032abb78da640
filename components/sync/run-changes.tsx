"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { Check } from "lucide-react";
import { useState } from "react";
import type { AuditEntryDto } from "@/server/audit/schemas";
import type { SyncRunDetailDto } from "@/server/sync/schemas";
import { auditQueries } from "../audit/queries";
import { Button } from "../ui/button";
import { Card } from "../ui/card";
import { EmptyState } from "../ui/empty-state";
import { ErrorState } from "../ui/error-state";
import { LinkButton } from "../ui/link-button";
import { Menu, MenuChoices } from "../ui/menu";
import { SkeletonBlock } from "../ui/skeleton";
import { withQuery } from "../ui/with-query";
import { ChangesTable } from "./changes-table";

const KINDS = {
  changes: {
    label: "Changes",
    action: [
      "domain.changed",
      "domain.contacts_changed",
      "domain.missing",
      "domain.moved",
      "domain.disbelieved",
      "domain.conflict_closed",
    ],
    none: "Nothing had changed.",
  },
  added: { label: "New names", action: ["domain.added"], none: "No new name was found." },
  learned: { label: "Details learned", action: ["domain.learned"], none: "No details were new." },
} as const satisfies Record<
  string,
  { label: string; action: readonly AuditEntryDto["action"][]; none: string }
>;
type Kind = keyof typeof KINDS;

const CHOICES = (Object.keys(KINDS) as Kind[]).map((value) => ({
  value,
  label: KINDS[value].label,
}));
const PAGE = 50;

/** What a run took over, name by name and field by field, as the log has it. */
export function RunChanges({ run }: { run: SyncRunDetailDto }) {
  const [kind, setKind] = useState<Kind>(run.changed === 0 && run.added > 0 ? "added" : "changes");
  return (
    <Card
      padded={false}
      title="What it took over"
      action={
        <>
          <Menu align="end" trigger={<Button size="s">{KINDS[kind].label}</Button>}>
            <MenuChoices label="Show" value={kind} choices={CHOICES} onChange={setKind} />
          </Menu>
          <LinkButton size="s" href={withQuery("/audit", { run: run.id })}>
            In the log
          </LinkButton>
        </>
      }
    >
      <Changes runId={run.id} kind={kind} />
    </Card>
  );
}

function Changes({ runId, kind }: { runId: string; kind: Kind }) {
  const { action, none } = KINDS[kind];
  const stream = useInfiniteQuery(
    auditQueries.stream({ run: runId, action: [...action], view: "entries", limit: PAGE }),
  );
  if (stream.isPending)
    return <SkeletonBlock label="Loading the changes" lines={5} className="p-3.5" />;
  if (stream.isError && !stream.data)
    return (
      <ErrorState
        level={3}
        title="The changes could not be loaded."
        cause={stream.error.message}
        retry={<Button onClick={() => void stream.refetch()}>Try again</Button>}
      />
    );
  const entries = stream.data.pages.flatMap(({ rows }) => rows);
  if (entries.length === 0)
    return <EmptyState level={3} icon={<Check />} className="py-8" title={none} />;
  return (
    <>
      <ChangesTable entries={entries} />
      {stream.hasNextPage && (
        <div className="border-line border-t px-3.5 py-2.5">
          <Button
            size="s"
            pending={stream.isFetchingNextPage}
            onClick={() => void stream.fetchNextPage()}
          >
            More
          </Button>
        </div>
      )}
    </>
  );
}
