import type { Route } from "next";
import { Pagination } from "./pagination";

type NewestFirstProps = {
  shown: number;
  /** What is shown, in the plural: "plans". */
  what: string;
  /** Back to the newest; null on their page. */
  firstHref: Route | null;
  /** To older ones; null where there are none. */
  nextHref: Route | null;
};

/** The way through a list whose newest come first; nothing where it has one page. */
export function NewestFirst({ shown, what, firstHref, nextHref }: NewestFirstProps) {
  if (!firstHref && !nextHref) return null;
  return (
    <Pagination
      summary={`${shown} ${what}, newest first`}
      previousHref={firstHref ?? undefined}
      nextHref={nextHref ?? undefined}
    />
  );
}
