"use client";

import { useSearchParams } from "next/navigation";
import { useMemo } from "react";
import type { PlanRowQuery } from "@/server/plans/queries";
import { moveTo } from "../portfolio/use-address";
import { type RowsAddress, rowsHref, rowsQueryOf } from "./address";

/** The address bar as the place where the filters of a plan's rows stand. */
export function useRowsAddress(id: string): RowsAddress {
  const params = useSearchParams();
  return useMemo(() => {
    const read = rowsQueryOf(new URLSearchParams(params));
    const href = (patch: Partial<PlanRowQuery>) => rowsHref(id, read.query, patch);
    return { ...read, href, go: (patch) => moveTo(href(patch)) };
  }, [params, id]);
}
