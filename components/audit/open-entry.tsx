"use client";

import { useQuery } from "@tanstack/react-query";
import type { AuditPageDto } from "@/server/audit/schemas";
import { Button } from "../ui/button";
import { Drawer } from "../ui/drawer";
import { ErrorState } from "../ui/error-state";
import { SkeletonBlock } from "../ui/skeleton";
import { EntryDrawer } from "./entry-drawer";
import { auditQueries } from "./queries";

type OpenEntryProps = {
  /** The entry the address asks for. */
  id: string | null;
  page: AuditPageDto | undefined;
  onClose: () => void;
};

/** The drawer of the entry that the address names: from the page at hand, or asked for by itself. */
export function OpenEntry({ id, page, onClose }: OpenEntryProps) {
  const listed = page?.rows.find((row) => String(row.id) === id);
  const alone = useQuery({
    ...auditQueries.entry(id ?? ""),
    enabled: id !== null && page !== undefined && !listed,
  });
  const entry = id === null ? undefined : (listed ?? alone.data);
  if (id === null || entry) return <EntryDrawer entry={entry} onClose={onClose} />;
  return (
    <Drawer width="l" open title="Entry" onOpenChange={(isOpen) => !isOpen && onClose()}>
      {alone.isError ? (
        <ErrorState
          title="This entry cannot be shown."
          cause={alone.error.message}
          retry={<Button onClick={onClose}>Close</Button>}
        />
      ) : (
        <SkeletonBlock label="Loading the entry" lines={6} />
      )}
    </Drawer>
  );
}
