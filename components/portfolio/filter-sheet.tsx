"use client";

import type { PortfolioQuery } from "@/server/portfolio/query";
import { Button } from "../ui/button";
import { Drawer } from "../ui/drawer";
import type { Patch } from "./address";
import { cleared, FILTER_FIELDS, FILTER_LABELS, usedFields } from "./filter-fields";
import { FilterPanel } from "./filter-panel";

type FilterSheetProps = {
  query: PortfolioQuery;
  seesPartners: boolean;
  go: (patch: Patch) => void;
  onClose: () => void;
};

/** All filters under one another, where the screen is too narrow for chips. */
export function FilterSheet({ query, seesPartners, go, onClose }: FilterSheetProps) {
  const fields = FILTER_FIELDS.filter((field) => seesPartners || field !== "partner");
  const used = usedFields(query);
  const clearAll = () => go(Object.assign({ q: "" }, ...used.map(cleared)));
  return (
    <Drawer
      title="Filters"
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      actions={
        <>
          {used.length > 0 && <Button onClick={clearAll}>Clear all</Button>}
          <Button variant="primary" onClick={onClose}>
            Show names
          </Button>
        </>
      }
    >
      <div className="grid gap-5">
        {fields.map((field) => (
          <section key={field} aria-label={FILTER_LABELS[field]}>
            <h3 className="pb-1 font-medium">{FILTER_LABELS[field]}</h3>
            <FilterPanel field={field} query={query} go={go} />
          </section>
        ))}
      </div>
    </Drawer>
  );
}
