"use client";

import { Columns3 } from "lucide-react";
import { lazy, Suspense } from "react";
import { IconButton } from "../ui/icon-button";
import { SkeletonBlock } from "../ui/skeleton";
import { PopoverOnDemand } from "./popover-on-demand";

const ColumnPanel = lazy(async () => ({ default: (await import("./column-panel")).ColumnPanel }));

/** Opens the choice of columns. */
export function ColumnMenu({ seesPartners }: { seesPartners: boolean }) {
  return (
    <PopoverOnDemand
      title="Columns"
      align="end"
      trigger={<IconButton label="Columns" icon={<Columns3 />} size="s" variant="default" />}
    >
      <Suspense fallback={<SkeletonBlock label="Loading columns" lines={6} />}>
        <ColumnPanel seesPartners={seesPartners} />
      </Suspense>
    </PopoverOnDemand>
  );
}
