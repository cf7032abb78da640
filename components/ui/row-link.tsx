import Link from "next/link";
import type { ComponentProps } from "react";
import { cn } from "./cn";

/** The first link of a row, which names the row and opens it. Not fetched ahead: a page of rows would ask for them all. */
export function RowLink({ className, ...rest }: ComponentProps<typeof Link>) {
  return (
    <Link
      prefetch={false}
      {...rest}
      className={cn(
        "-mx-1 inline-flex min-h-6 max-w-full items-center rounded-s px-1 font-medium text-ink no-underline hover:underline focus-visible:-outline-offset-1 pointer-coarse:min-h-11",
        className,
      )}
    />
  );
}
