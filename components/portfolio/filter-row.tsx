"use client";

import { SlidersHorizontal } from "lucide-react";
import type { Route } from "next";
import { lazy, type ReactNode, Suspense, useState } from "react";
import type { PortfolioQuery } from "@/server/portfolio/query";
import type { PortfolioFacets } from "@/server/portfolio/schemas";
import { Chip } from "../ui/chip";
import type { Patch } from "./address";
import { FilterChip } from "./filter-chip";
import { FILTER_FIELDS, usedFields } from "./filter-fields";
import { NameSearch } from "./name-search";

const FilterSheet = lazy(async () => ({
  default: (await import("./filter-sheet")).FilterSheet,
}));

type FilterRowProps = {
  query: PortfolioQuery;
  facets: PortfolioFacets | undefined;
  seesPartners: boolean;
  href: (patch?: Patch) => Route;
  go: (patch: Patch, how?: "push" | "replace") => void;
  /** How the list is sorted, and what it shows. */
  end: ReactNode;
};

/** Search and chips; on a phone the search, and the chips in a sheet. */
export function FilterRow(props: FilterRowProps) {
  const { query, facets, seesPartners, href, go, end } = props;
  const fields = FILTER_FIELDS.filter((field) => seesPartners || field !== "partner");
  return (
    <search aria-label="Names" className="mb-3 flex flex-wrap items-center gap-2">
      <NameSearch q={query.q} go={go} />
      <SheetButton {...props} />
      <div className="flex flex-wrap items-center gap-2 max-md:hidden">
        {fields.map((field) => (
          <FilterChip key={field} field={field} query={query} facets={facets} href={href} go={go} />
        ))}
      </div>
      <div className="ml-auto flex items-center gap-2 text-ink-2 max-md:hidden">{end}</div>
    </search>
  );
}

function SheetButton({ query, seesPartners, go }: FilterRowProps) {
  const [isOpen, setOpen] = useState(false);
  const used = usedFields(query).length;
  return (
    <>
      <Chip active={used > 0} onClick={() => setOpen(true)} className="md:hidden">
        <SlidersHorizontal className="size-3.5" />
        Filters{used > 0 && ` (${used})`}
      </Chip>
      {isOpen && (
        <Suspense fallback={null}>
          <FilterSheet
            query={query}
            seesPartners={seesPartners}
            go={go}
            onClose={() => setOpen(false)}
          />
        </Suspense>
      )}
    </>
  );
}
