"use client";

import type { Route } from "next";
import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { useCallback } from "react";

export type QueryPatch = Readonly<Record<string, string | readonly string[] | null>>;

const PAGE_POSITION = ["cursor", "after", "before", "page"];

/** The query with some parameters changed: null removes one, a list repeats it, and the position in a list starts over. */
export function patchedQuery(current: URLSearchParams, patch: QueryPatch): URLSearchParams {
  const query = new URLSearchParams(current);
  for (const key of [...PAGE_POSITION, ...Object.keys(patch)]) query.delete(key);
  for (const [key, value] of Object.entries(patch))
    for (const each of value === null ? [] : [value].flat()) query.append(key, each);
  return query;
}

/** Changes query parameters of this page without moving the scroll position. */
export function usePatchQuery(): (patch: QueryPatch, how?: "push" | "replace") => void {
  const router = useRouter();
  const pathname = usePathname();
  const current = useSearchParams();

  return useCallback(
    (patch, how = "replace") => {
      const text = patchedQuery(current, patch).toString();
      router[how]((text ? `${pathname}?${text}` : pathname) as Route, { scroll: false });
    },
    [router, pathname, current],
  );
}
