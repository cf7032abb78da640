import { ArrowDown, ArrowUp, ArrowUpDown } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import type { ReactNode } from "react";
import { cn } from "./cn";

export type SortDirection = "ascending" | "descending";

type SortProps = {
  /** Undefined: the table is sorted by something else. */
  direction: SortDirection | undefined;
} & ({ href: Route; onSort?: never } | { onSort: () => void; href?: never });

type ThProps = {
  /** Makes the label a link (or button) that sorts by this column. */
  sort?: SortProps;
  numeric?: boolean;
  /** Says a name that is not seen, as over a column of checkboxes. */
  labelHidden?: boolean;
  className?: string;
  children: ReactNode;
};

/** A column's head. */
export function Th({ sort, numeric = false, labelHidden = false, className, children }: ThProps) {
  return (
    <th
      scope="col"
      aria-sort={sort?.direction}
      className={cn("head-cell", numeric && "text-right", className)}
    >
      {sort ? (
        <SortControl sort={sort}>{children}</SortControl>
      ) : labelHidden ? (
        <span className="sr-only">{children}</span>
      ) : (
        children
      )}
    </th>
  );
}

const CONTROL =
  "group/sort -mx-1 inline-flex min-h-6 items-center gap-1 rounded-s px-1 text-inherit no-underline hover:text-ink pointer-coarse:min-h-11";

const ARROW = { ascending: ArrowUp, descending: ArrowDown };

function SortControl({ sort, children }: { sort: SortProps; children: ReactNode }) {
  const Arrow = sort.direction ? ARROW[sort.direction] : ArrowUpDown;
  const inside = (
    <>
      {children}
      <Arrow
        className={cn(
          "size-3",
          !sort.direction &&
            "opacity-0 group-hover/sort:opacity-100 group-focus-visible/sort:opacity-100",
        )}
      />
    </>
  );
  const style = cn(CONTROL, sort.direction && "text-ink");
  return sort.href ? (
    <Link href={sort.href} scroll={false} prefetch={false} className={style}>
      {inside}
    </Link>
  ) : (
    <button type="button" onClick={sort.onSort} className={style}>
      {inside}
    </button>
  );
}
