/** Which names are chosen: some, told by id, or all that matched a filter when it was frozen. */
export type Selected =
  | { readonly kind: "some"; readonly ids: ReadonlySet<string> }
  | {
      readonly kind: "all";
      readonly filter: string;
      readonly names: number;
      readonly frozenAt: string;
    };

export const NOTHING: Selected = { kind: "some", ids: new Set() };

/** How many names are chosen. */
export const countOf = (selected: Selected): number =>
  selected.kind === "all" ? selected.names : selected.ids.size;

/** Whether a name is chosen. */
export const isSelected = (selected: Selected, id: string): boolean =>
  selected.kind === "all" || selected.ids.has(id);

/** Whether all, some or none of a page are chosen: the three states of its head's box. */
export function pageState(selected: Selected, page: readonly string[]): "all" | "some" | "none" {
  const chosen = page.filter((id) => isSelected(selected, id)).length;
  if (chosen === 0) return "none";
  return chosen === page.length ? "all" : "some";
}

/** Ids of a choice; "all that match" shrinks to the page it is changed on, since only its ids are known. */
const idsOf = (selected: Selected, page: readonly string[]) =>
  new Set(selected.kind === "all" ? page : selected.ids);

/** Chooses or leaves out some names of the page. */
export function toggle(
  selected: Selected,
  page: readonly string[],
  changed: readonly string[],
  isOn: boolean,
): Selected {
  const ids = idsOf(selected, page);
  for (const id of changed) {
    if (isOn) ids.add(id);
    else ids.delete(id);
  }
  return { kind: "some", ids };
}

/** The names from `anchor` to `id` in reading order, both included; `id` alone where the anchor is not on the page. */
export function range(page: readonly string[], anchor: string | null, id: string): string[] {
  const from = anchor === null ? -1 : page.indexOf(anchor);
  const to = page.indexOf(id);
  if (from < 0 || to < 0) return [id];
  return page.slice(Math.min(from, to), Math.max(from, to) + 1);
}

/** How many names of a page are chosen while a change of them is still under way. */
export const pendingOf = (
  page: readonly { readonly id: string; readonly pending: unknown }[],
  selected: Selected,
): number => page.filter(({ id, pending }) => pending && isSelected(selected, id)).length;

/** What an action is told of a choice. */
export const toSelectionInput = (selected: Selected) =>
  selected.kind === "some"
    ? { ids: [...selected.ids] }
    : { filter: selected.filter, names: selected.names, frozenAt: selected.frozenAt };
