import type { Route } from "next";
import Link from "next/link";
import type { ReactNode } from "react";
import { cn } from "./cn";
import { formatCount } from "./numbers";

export type LinkTab = {
  href: Route;
  label: ReactNode;
  count?: number | undefined;
  current?: boolean;
};

type LinkTabsProps = {
  /** Names the set: "Views", "Settings". */
  label: string;
  tabs: readonly LinkTab[];
  /** Stands at the end of the row: "Save view". */
  end?: ReactNode;
  className?: string;
};

/** Tabs that are addresses: each is a link, the current one is marked, and back works. */
export function LinkTabs({ label, tabs, end, className }: LinkTabsProps) {
  return (
    <nav
      aria-label={label}
      className={cn(
        "flex gap-0.5 overflow-x-auto border-line border-b [scrollbar-width:none]",
        className,
      )}
    >
      {tabs.map((tab) => (
        <Link
          key={tab.href}
          href={tab.href}
          prefetch={false}
          aria-current={tab.current ? "page" : undefined}
          className={cn("tab", tab.current && "border-accent font-medium text-ink")}
        >
          {tab.label}
          {tab.count !== undefined && (
            <span className="font-normal text-ink-3">{formatCount(tab.count)}</span>
          )}
        </Link>
      ))}
      {end}
    </nav>
  );
}
