"use client";

import { lazy, memo, Suspense, useDeferredValue } from "react";
import type { DomainRow } from "@/server/domains/schemas";
import { useEver } from "../shell/use-ever";
import type { PartnerChoice } from "./bulk-words";
import { countOf } from "./selection";
import { type SelectionHandle, useSelected } from "./use-selection";

/** Fetches the code of the bar. */
export const loadBulkActions = () => import("./live-bulk-actions");

const LiveBulkActions = lazy(async () => ({ default: (await loadBulkActions()).LiveBulkActions }));

type BulkActionsProps = {
  selection: SelectionHandle;
  /** Null where names are not the reader's to assign. */
  partners: readonly PartnerChoice[] | null;
  /** The names on the screen. */
  rows: readonly DomainRow[];
};

/** What can be done with the chosen names, once some are. The tick is seen first: the bar follows with the next frame. */
export const BulkActions = memo(function BulkActions(props: BulkActionsProps) {
  const selected = useDeferredValue(useSelected(props.selection));
  const isAsked = useEver(countOf(selected) > 0);
  if (!isAsked) return null;
  return (
    <Suspense fallback={null}>
      <LiveBulkActions {...props} selected={selected} />
    </Suspense>
  );
});
