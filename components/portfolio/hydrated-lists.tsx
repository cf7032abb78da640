"use client";

import { HydrationBoundary } from "@tanstack/react-query";
import { type ReactNode, useMemo } from "react";
import { type PackedQuery, unpackQueries } from "./pack-queries";

type HydratedListsProps = {
  queries: readonly PackedQuery[];
  children: ReactNode;
};

/** Takes over what the server has read for the page, with its lists unpacked. */
export function HydratedLists({ queries, children }: HydratedListsProps) {
  const state = useMemo(() => unpackQueries(queries), [queries]);
  return <HydrationBoundary state={state}>{children}</HydrationBoundary>;
}
