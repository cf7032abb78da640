import { X } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn";

const SHAPE =
  "inline-flex h-7 items-center gap-1.5 rounded-full border text-13 whitespace-nowrap pointer-coarse:h-11 pointer-coarse:min-w-11";

type ActiveChipProps = {
  /** What is filtered: "Account". */
  label: string;
  /** By what: "Gandi main". */
  value: ReactNode;
  /** The address without this filter. */
  removeHref: Route;
};

/** A filter that is on. Its cross is a link to the same list without it. */
export function ActiveChip({ label, value, removeHref }: ActiveChipProps) {
  return (
    <span className={cn(SHAPE, "border-transparent bg-accent-soft pl-2.5 text-ink")}>
      {label} <strong className="font-medium">{value}</strong>
      <Link
        href={removeHref}
        scroll={false}
        prefetch={false}
        aria-label={`Remove filter ${label}`}
        className="-my-px grid h-7 min-w-7 place-items-center rounded-full pr-1 text-ink-2 hover:text-ink focus-visible:-outline-offset-2 pointer-coarse:size-11"
      >
        <X className="size-3.5" />
      </Link>
    </span>
  );
}

type ChipProps = Omit<ComponentProps<"button">, "type"> & { active?: boolean };

/** A button in the filter row; use it as the trigger of a Popover or Menu. */
export function Chip({ active = false, className, ...rest }: ChipProps) {
  return (
    <button
      {...rest}
      type="button"
      className={cn("chip", active && "border-transparent bg-accent-soft text-ink", className)}
    />
  );
}
