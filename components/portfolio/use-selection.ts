"use client";

import { useEffect, useState, useSyncExternalStore } from "react";
import { useAnnounce } from "../ui/announcer";
import { countOf, isSelected, NOTHING, range, type Selected, toggle } from "./selection";

/** What is chosen, kept beside the screen: pressing one box draws that row anew and nothing else. */
export class SelectionHandle {
  #selected: Selected = NOTHING;
  #anchor: string | null = null;
  #page: readonly string[] = [];
  readonly #listeners = new Set<() => void>();

  readonly now = (): Selected => this.#selected;

  readonly subscribe = (onChange: () => void): (() => void) => {
    this.#listeners.add(onChange);
    return () => this.#listeners.delete(onChange);
  };

  readonly choose = (selected: Selected): void => {
    this.#selected = selected;
    for (const tell of this.#listeners) tell();
  };

  readonly clear = (): void => {
    this.#anchor = null;
    this.choose(NOTHING);
  };

  /** One row's box was clicked; with Shift everything since the last one follows. */
  readonly press = (id: string, isShift: boolean): void => {
    const changed = isShift ? range(this.#page, this.#anchor, id) : [id];
    this.#anchor = id;
    this.#turn(changed, !isSelected(this.#selected, id));
  };

  readonly togglePage = (isOn: boolean): void => this.#turn(this.#page, isOn);

  /** @param page ids of the rows on the screen, in order */
  readonly show = (page: readonly string[]): void => {
    this.#page = page;
  };

  #turn(changed: readonly string[], isOn: boolean): void {
    this.choose(toggle(this.#selected, this.#page, changed, isOn));
  }
}

const nothing = () => NOTHING;
const no = () => false;

/** What is chosen; whoever asks is drawn anew with each change. */
export const useSelected = ({ subscribe, now }: SelectionHandle): Selected =>
  useSyncExternalStore(subscribe, now, nothing);

/** Whether one name is chosen; whoever asks is drawn anew when that changes. */
export const useIsSelected = ({ subscribe, now }: SelectionHandle, id: string): boolean =>
  useSyncExternalStore(subscribe, () => isSelected(now(), id), no);

/**
 * What is chosen in the list. It outlives paging and sorting; another filter ends it, and says so.
 *
 * @param page ids of the rows on the screen, in order
 * @param filter what is filtered, as one text
 */
export function useSelection(page: readonly string[], filter: string): SelectionHandle {
  const [selection] = useState(() => new SelectionHandle());
  const [chosenUnder, setChosenUnder] = useState(filter);
  const announce = useAnnounce();

  useEffect(() => selection.show(page));
  useEffect(() => {
    if (chosenUnder === filter) return;
    setChosenUnder(filter);
    if (countOf(selection.now()) === 0) return;
    selection.clear();
    announce("The filter changed. Nothing is selected any more.");
  }, [selection, chosenUnder, filter, announce]);

  return selection;
}
