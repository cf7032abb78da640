"use client";

import { HydrationBoundary } from "@tanstack/react-query";
import type { ComponentProps, ReactNode } from "react";
import { unpackList } from "./pack-list";

const UNPACKING = { defaultOptions: { deserializeData: unpackList } };

type HydratedListsProps = {
  state: ComponentProps<typeof HydrationBoundary>["state"];
  children: ReactNode;
};

/** Takes over what the server has read for the page, with its lists unpacked. */
export function HydratedLists({ state, children }: HydratedListsProps) {
  return (
    <HydrationBoundary state={state} options={UNPACKING}>
      {children}
    </HydrationBoundary>
  );
}
