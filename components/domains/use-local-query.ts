"use client";

import { usePathname, useSearchParams } from "next/navigation";
import { moveTo } from "../portfolio/use-address";
import { patchedQuery, type QueryPatch } from "../shell/patched-query";

/** Changes parameters that only the browser looks at: the page is not asked for again. */
export function useLocalQuery(): (patch: QueryPatch, how?: "push" | "replace") => void {
  const pathname = usePathname();
  const params = useSearchParams();
  return (patch, how = "push") => {
    const text = patchedQuery(params, patch).toString();
    moveTo(text ? `${pathname}?${text}` : pathname, how);
  };
}
