"use client";

import { useQuery } from "@tanstack/react-query";
import type { OperationDto } from "@/server/operations/schemas";
import { Button } from "../ui/button";
import { Drawer } from "../ui/drawer";
import { ErrorState } from "../ui/error-state";
import { SkeletonBlock } from "../ui/skeleton";
import { OperationDrawer } from "./operation-drawer";
import { operationQueries } from "./queries";

type OpenOperationProps = {
  /** The change the address asks for. */
  id: string | null;
  listed: readonly OperationDto[] | undefined;
  canResolve: boolean;
  onClose: () => void;
};

/** The drawer of the change that the address names: from the list at hand, or asked for by itself. */
export function OpenOperation({ id, listed, canResolve, onClose }: OpenOperationProps) {
  const inList = listed?.find((one) => one.id === id);
  const alone = useQuery({ ...operationQueries.one(id ?? ""), enabled: id !== null && !inList });
  if (id === null) return null;
  const operation = inList ?? alone.data;
  if (operation)
    return <OperationDrawer operation={operation} canResolve={canResolve} onClose={onClose} />;
  return (
    <Drawer width="l" open title="Change" onOpenChange={(isOpen) => !isOpen && onClose()}>
      {alone.isError ? (
        <ErrorState
          title="This change cannot be shown."
          cause={alone.error.message}
          retry={<Button onClick={onClose}>Close</Button>}
        />
      ) : (
        <SkeletonBlock label="Loading the change" lines={6} />
      )}
    </Drawer>
  );
}
