"use client";

import { X } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import type { ReactElement, ReactNode } from "react";
import { Chip } from "../ui/chip";

type FilterChipProps = {
  label: string;
  /** What is chosen; undefined: everything. */
  value: string | undefined;
  removeHref: Route;
  /** Wraps the chip into whatever opens from it. */
  render: (trigger: ReactElement) => ReactNode;
};

/** One way to narrow the log: what is chosen, a box to choose in, and a cross that takes it away. */
export function FilterChip({ label, value, removeHref, render }: FilterChipProps) {
  const trigger = (
    <Chip active={value !== undefined} className={value ? "pr-1 pointer-coarse:pr-2" : ""}>
      {label}
      {value && <strong className="max-w-48 truncate font-medium">{value}</strong>}
    </Chip>
  );
  return (
    <span
      className="inline-flex items-center rounded-full data-used:bg-accent-soft"
      data-used={value ? true : undefined}
    >
      {render(trigger)}
      {value && (
        <Link
          href={removeHref}
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
