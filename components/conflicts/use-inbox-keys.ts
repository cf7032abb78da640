"use client";

import type { RefObject } from "react";
import type { ConflictDto } from "@/server/conflicts/schemas";
import { useShortcuts } from "../shell/shortcuts";

const ORDINALS = ["first", "second", "third", "fourth"] as const;

const cardsIn = (area: HTMLElement | null) => [
  ...(area?.querySelectorAll<HTMLElement>("[data-conflict]") ?? []),
];
const withFocus = (cards: readonly HTMLElement[]) =>
  cards.findIndex((card) => card.contains(document.activeElement));

function step(area: HTMLElement | null, by: 1 | -1): void {
  const cards = cardsIn(area);
  const at = withFocus(cards);
  const card = cards[at < 0 ? (by > 0 ? 0 : cards.length - 1) : at + by];
  card?.focus({ preventScroll: true });
  card?.scrollIntoView({ block: "nearest" });
}

type Doing = {
  readonly choose: (conflict: ConflictDto, choice: ConflictDto["suggestion"]) => void;
  readonly undoLast: () => void;
};

/** Walks the cards by `j` and `k`, chooses by `1` to `4` on the one with focus, else the first, and takes back by `u`. */
export function useInboxKeys(
  area: RefObject<HTMLElement | null>,
  shown: readonly ConflictDto[],
  { choose, undoLast }: Doing,
): void {
  const press = (at: number) => {
    const cards = cardsIn(area.current);
    const id = cards[Math.max(0, withFocus(cards))]?.dataset.conflict;
    const conflict = shown.find((one) => one.id === id);
    const offered = conflict?.choices[at];
    if (conflict && offered) choose(conflict, offered.choice);
  };
  useShortcuts([
    { keys: "j", label: "Next conflict", run: () => step(area.current, 1) },
    { keys: "k", label: "Previous conflict", run: () => step(area.current, -1) },
    ...ORDINALS.map((ordinal, at) => ({
      keys: String(at + 1),
      label: `Choose the ${ordinal} answer`,
      run: () => press(at),
    })),
    { keys: "u", label: "Take back the last decision", run: undoLast },
  ]);
}
