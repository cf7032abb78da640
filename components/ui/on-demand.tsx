"use client";

import {
  type ComponentProps,
  cloneElement,
  type KeyboardEvent,
  type ReactElement,
  type ReactNode,
  Suspense,
  useState,
} from "react";

export type Trigger = ReactElement<ComponentProps<"button">>;

/** What the platform is told about the button before its box is here: as the live box tells it. */
const SPOKEN = {
  menu: { "aria-haspopup": "menu" },
  dialog: { "aria-haspopup": "dialog" },
  combobox: { role: "combobox", "aria-haspopup": "dialog" },
} as const;

type OnDemandProps = {
  trigger: Trigger;
  opens: keyof typeof SPOKEN;
  load: () => Promise<unknown>;
  /** The live box with its trigger; it comes into being open. */
  children: (trigger: Trigger) => ReactNode;
};

/** A box whose code comes with the first sign that somebody wants it; until then it is its button alone. */
export function OnDemand({ trigger, opens, load, children }: OnDemandProps) {
  const [isAsked, setAsked] = useState(false);
  // A failure here is told by the opening, which asks again.
  const warm = () => void load().catch(() => undefined);
  const onKeyDown = (event: KeyboardEvent) => {
    if (opens === "dialog" || (event.key !== "ArrowDown" && event.key !== "ArrowUp")) return;
    event.preventDefault();
    setAsked(true);
  };
  const button = cloneElement(trigger, {
    ...SPOKEN[opens],
    "aria-expanded": false,
    onClick: () => setAsked(true),
    onPointerEnter: warm,
    onFocus: warm,
    onKeyDown,
  });
  if (!isAsked) return button;
  return <Suspense fallback={button}>{children(trigger)}</Suspense>;
}
