"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { useAnnounce } from "../ui/announcer";
import { countOf, isSelected, NOTHING, range, type Selected, toggle } from "./selection";

export type SelectionHandle = {
  readonly selected: Selected;
  readonly clear: () => void;
  readonly choose: (selected: Selected) => void;
  /** One row's box was clicked; with Shift everything since the last one follows. */
  readonly press: (id: string, isShift: boolean) => void;
  readonly togglePage: (isOn: boolean) => void;
};

/**
 * What is chosen in the list. It outlives paging and sorting; another filter ends it, and says so.
 *
 * @param page ids of the rows on the screen, in order
 * @param filter what is filtered, as one text
 */
export function useSelection(page: readonly string[], filter: string): SelectionHandle {
  const [selected, setSelected] = useState<Selected>(NOTHING);
  const anchor = useRef<string | null>(null);
  const shown = useRef(page);
  const chosenUnder = useRef(filter);
  const announce = useAnnounce();
  const count = countOf(selected);

  useEffect(() => {
    shown.current = page;
  });
  useEffect(() => {
    if (chosenUnder.current === filter) return;
    chosenUnder.current = filter;
    anchor.current = null;
    if (count === 0) return;
    setSelected(NOTHING);
    announce("The filter changed. Nothing is selected any more.");
  }, [filter, count, announce]);

  /** Stays the same function, so that pressing one row does not draw the others anew. */
  const press = useCallback((id: string, isShift: boolean) => {
    const ids = shown.current;
    const changed = isShift ? range(ids, anchor.current, id) : [id];
    anchor.current = id;
    setSelected((now) => toggle(now, ids, changed, !isSelected(now, id)));
  }, []);
  const clear = useCallback(() => {
    anchor.current = null;
    setSelected(NOTHING);
  }, []);

  return {
    selected,
    choose: setSelected,
    clear,
    press,
    togglePage: (isOn) => setSelected(toggle(selected, page, page, isOn)),
  };
}
