"use client";

import {
  type ComponentProps,
  cloneElement,
  lazy,
  type ReactElement,
  type ReactNode,
  Suspense,
  useState,
} from "react";

const load = () => import("./live-popover");
const LivePopover = lazy(async () => ({ default: (await load()).LivePopover }));

type Trigger = ReactElement<ComponentProps<"button">>;

type PopoverOnDemandProps = {
  trigger: Trigger;
  title: string;
  titleHidden?: boolean;
  align?: "start" | "center" | "end";
  children: ReactNode;
};

/** A popover whose code comes with the first sign that somebody wants it; until then it is its button alone. */
export function PopoverOnDemand({ trigger, ...popover }: PopoverOnDemandProps) {
  const [isAsked, setAsked] = useState(false);
  const button = cloneElement(trigger, {
    "aria-haspopup": "dialog",
    onClick: () => setAsked(true),
    onPointerEnter: () => void load(),
    onFocus: () => void load(),
  });
  if (!isAsked) return button;
  return (
    <Suspense fallback={button}>
      <LivePopover trigger={trigger} {...popover} />
    </Suspense>
  );
}
