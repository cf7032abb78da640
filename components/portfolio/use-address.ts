"use client";

import type { Route } from "next";
import { useSearchParams } from "next/navigation";
import { useMemo } from "react";
import { type Address, hrefOf, type Patch, readAddress } from "./address";

type Navigate = {
  /** The same list with something changed. */
  href: (patch?: Patch) => Route;
  go: (patch: Patch, how?: "push" | "replace") => void;
};

/** Moves to an address of this page without asking the server for the page: the list asks for its rows itself. */
export function moveTo(href: string, how: "push" | "replace" = "push"): void {
  if (how === "push") window.history.pushState(null, "", href);
  else window.history.replaceState(null, "", href);
}

/**
 * The address bar as the one place where filter, order and page stand.
 *
 * @param rows rows per page that this person likes, where the address does not say
 */
export function useAddress(rows: number): Address & Navigate {
  const params = useSearchParams();
  return useMemo(() => {
    const address = readAddress(params);
    const href = (patch?: Patch) => hrefOf(address.query, patch, address.view);
    return {
      ...address,
      query: address.hasLimit ? address.query : { ...address.query, limit: rows },
      href,
      go: (patch, how) => moveTo(href(patch), how),
    };
  }, [params, rows]);
}
