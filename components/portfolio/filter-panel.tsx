"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { PortfolioQuery } from "@/server/portfolio/query";
import type { FacetCount } from "@/server/portfolio/schemas";
import { Checkbox } from "../ui/checkbox";
import { formatCount } from "../ui/numbers";
import { SearchField } from "../ui/search-field";
import { SkeletonBlock } from "../ui/skeleton";
import type { Patch } from "./address";
import { DayRange } from "./day-range";
import { chosenIn, FILTER_LABELS, type FilterField, toggled, valueLabel } from "./filter-fields";
import { portfolioQueries } from "./queries";

/** More values than this get a field to find one by typing. */
const FEW = 8;

type FilterPanelProps = {
  field: FilterField;
  query: PortfolioQuery;
  go: (patch: Patch) => void;
};

/** Chosen values that no name has any more still stand in the list, so that they can be taken back. */
function withChosen(counts: readonly FacetCount[], chosen: readonly string[]): FacetCount[] {
  const missing = chosen.filter((value) => !counts.some((count) => count.value === value));
  return [...missing.map((value) => ({ value, label: value, names: 0 })), ...counts];
}

/** The values of one field with how many names each would leave, and what is chosen of them. */
export function FilterPanel({ field, query, go }: FilterPanelProps) {
  const { data: facets } = useQuery({
    ...portfolioQueries.facets(query),
    placeholderData: keepPreviousData,
  });
  const [typed, setTyped] = useState("");
  if (!facets) return <SkeletonBlock label={`Counting ${FILTER_LABELS[field]}`} lines={4} />;

  const all = withChosen(facets[field], field === "renewWithin" ? [] : chosenIn(query, field));
  const wanted = typed.trim().toLowerCase();
  const label = (count: FacetCount) => valueLabel(field, count.value, [count]) ?? count.label;
  const shown = all.filter((count) => label(count).toLowerCase().includes(wanted));

  return (
    <div className="grid gap-2">
      {all.length > FEW && (
        <SearchField
          label={`Find in ${FILTER_LABELS[field]}`}
          placeholder="Type to find"
          className="w-full"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
      )}
      <Values
        field={field}
        counts={shown}
        label={label}
        chosen={chosenIn(query, field)}
        onToggle={(value) => go(toggled(query, field, value))}
      />
      {shown.length === 0 && <p className="text-ink-3">Nothing here is called that.</p>}
      {all.some(({ names }) => names === null) && (
        <p className="text-12 text-ink-3">Too many names match to count each value.</p>
      )}
      {field === "renewWithin" && <DayRange query={query} go={go} />}
    </div>
  );
}

type ValuesProps = {
  field: FilterField;
  counts: readonly FacetCount[];
  chosen: readonly string[];
  label: (count: FacetCount) => string;
  onToggle: (value: string) => void;
};

function Values({ field, counts, chosen, label, onToggle }: ValuesProps) {
  return (
    <ul
      aria-label={FILTER_LABELS[field]}
      className="-mx-1 grid max-h-72 gap-0.5 overflow-y-auto px-1"
    >
      {counts.map((count) => (
        <li key={count.value} className="flex items-center gap-2">
          <Checkbox
            className="min-w-0 flex-1"
            label={<span className="[overflow-wrap:anywhere]">{label(count)}</span>}
            checked={chosen.includes(count.value)}
            onChange={() => onToggle(count.value)}
          />
          {count.names !== null && (
            <span className="text-12 text-ink-3">{formatCount(count.names)}</span>
          )}
        </li>
      ))}
    </ul>
  );
}
