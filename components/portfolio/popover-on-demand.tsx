"use client";

import { lazy, type ReactNode } from "react";
import { OnDemand, type Trigger } from "../ui/on-demand";

/** Fetches the code of the box. */
export const loadPopover = () => import("./live-popover");
const LivePopover = lazy(async () => ({ default: (await loadPopover()).LivePopover }));

type PopoverOnDemandProps = {
  trigger: Trigger;
  title: string;
  titleHidden?: boolean;
  align?: "start" | "center" | "end";
  children: ReactNode;
};

/** A popover whose code comes with the first sign that somebody wants it; until then it is its button alone. */
export function PopoverOnDemand({ trigger, ...popover }: PopoverOnDemandProps) {
  return (
    <OnDemand opens="dialog" load={loadPopover} trigger={trigger}>
      {(live) => <LivePopover trigger={live} {...popover} />}
    </OnDemand>
  );
}
