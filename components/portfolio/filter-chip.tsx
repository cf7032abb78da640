"use client";

import { X } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { lazy, Suspense } from "react";
import type { PortfolioQuery } from "@/server/portfolio/query";
import type { PortfolioFacets } from "@/server/portfolio/schemas";
import { Chip } from "../ui/chip";
import { SkeletonBlock } from "../ui/skeleton";
import type { Patch } from "./address";
import { chosenText, cleared, FILTER_LABELS, type FilterField } from "./filter-fields";
import { PopoverOnDemand } from "./popover-on-demand";

/** Loaded when a chip is first opened: the first paint needs none of it. */
export const loadFilterPanel = () => import("./filter-panel");
const FilterPanel = lazy(async () => ({ default: (await loadFilterPanel()).FilterPanel }));

type FilterChipProps = {
  field: FilterField;
  query: PortfolioQuery;
  facets: PortfolioFacets | undefined;
  href: (patch: Patch) => Route;
  go: (patch: Patch) => void;
};

/** One way to narrow the list: what is chosen, a box to choose more, and a cross that takes it away. */
export function FilterChip({ field, query, facets, href, go }: FilterChipProps) {
  const text = chosenText(query, field, facets);
  const label = FILTER_LABELS[field];
  const trigger = text ? (
    <Chip active className="pr-1 pointer-coarse:pr-2">
      {label} <strong className="max-w-48 truncate font-medium">{text}</strong>
    </Chip>
  ) : (
    <Chip>{label}</Chip>
  );
  return (
    <span className={text ? "inline-flex items-center rounded-full bg-accent-soft" : undefined}>
      <PopoverOnDemand trigger={trigger} title={label}>
        <Suspense fallback={<SkeletonBlock label={`Loading ${label}`} lines={4} />}>
          <FilterPanel field={field} query={query} go={go} />
        </Suspense>
      </PopoverOnDemand>
      {text && (
        <Link
          href={href(cleared(field))}
          prefetch={false}
          scroll={false}
          aria-label={`Remove filter ${label}`}
          className="grid h-7 min-w-6 place-items-center rounded-full pr-1 text-ink-2 hover:text-ink focus-visible:-outline-offset-2 pointer-coarse:size-11"
        >
          <X className="size-3.5" />
        </Link>
      )}
    </span>
  );
}
