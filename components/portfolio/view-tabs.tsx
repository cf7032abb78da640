"use client";

import { memo } from "react";
import type { SavedViewDto } from "@/server/domains/schemas";
import { EMPTY_QUERY, type PortfolioQuery } from "@/server/portfolio/query";
import { readPortfolioQuery } from "@/server/portfolio/read-query";
import type { PortfolioOverview } from "@/server/portfolio/schemas";
import { PageTabs } from "../shell/page-tabs";
import { hrefOf } from "./address";
import { usualViewOf, usualViews } from "./usual-views";
import { ViewMenu } from "./view-menu";

type ViewTabsProps = {
  query: PortfolioQuery;
  /** The saved view the address began with. */
  viewId: string | null;
  views: readonly SavedViewDto[];
  overview: PortfolioOverview | undefined;
};

/** Views as tabs: the usual ones with their counts, then one's own and those that colleagues share. */
export const ViewTabs = memo(function ViewTabs({ query, viewId, views, overview }: ViewTabsProps) {
  const saved = views.find(({ id }) => id === viewId);
  const usual = saved ? null : (usualViewOf(query) ?? "all");
  const partner = query.partner === "none" ? null : query.partner;
  const seesUnassigned = overview?.views.unassigned != null;

  const tabs = usualViews(seesUnassigned).map(({ key, label, patch }) => ({
    href: hrefOf({ ...EMPTY_QUERY, partner, ...patch }),
    label,
    count: (key === "all" ? overview?.names : overview?.views[key]) ?? undefined,
    current: usual === key,
  }));
  const savedTabs = views.map((view) => ({
    href: hrefOf(readPortfolioQuery(new URLSearchParams(view.params)).query, {}, view.id),
    label: view.name,
    current: view === saved,
  }));
  return (
    <PageTabs
      label="Views"
      tabs={[...tabs, ...savedTabs]}
      end={
        <ViewMenu
          query={query}
          saved={saved}
          isUsual={usual !== "all" || usualViewOf(query) === "all"}
        />
      }
    />
  );
});
