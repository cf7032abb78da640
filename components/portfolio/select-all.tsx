"use client";

import { useMutation } from "@tanstack/react-query";
import { freezeSelectionAction } from "@/server/actions/portfolio";
import type { FrozenSelection } from "@/server/portfolio/schemas";
import { settled } from "../query/settled";
import { Button } from "../ui/button";
import { formatCount } from "../ui/numbers";
import { pageState } from "./selection";
import { type SelectionHandle, useSelected } from "./use-selection";

type SelectAllProps = {
  selection: SelectionHandle;
  page: readonly string[];
  /** What is filtered, as the address says it. */
  filter: string;
  total: { readonly names: number; readonly isExact: boolean };
};

/** When a whole page is chosen: offers everything that matches, which keeps filter, count and time instead of ids. */
export function SelectAll({ selection, page, filter, total }: SelectAllProps) {
  const freeze = useMutation({
    mutationFn: () => settled<FrozenSelection>(freezeSelectionAction({ filter })),
    onSuccess: (frozen) => selection.choose({ kind: "all", ...frozen }),
  });
  const selected = useSelected(selection);
  if (selected.kind === "all")
    return (
      <p className="border-line border-b bg-accent-soft px-3.5 py-1.5 text-center">
        All {formatCount(selected.names)} names that match are selected.
      </p>
    );
  if (total.names <= page.length || pageState(selected, page) !== "all") return null;
  return (
    <p className="flex flex-wrap items-center justify-center gap-2 border-line border-b bg-accent-soft px-3.5 py-1">
      All {formatCount(page.length)} on this page are selected.
      <Button
        variant="quiet"
        size="s"
        pending={freeze.isPending}
        className="text-accent"
        onClick={() => freeze.mutate()}
      >
        Select all {total.isExact ? formatCount(total.names) : ""} that match
      </Button>
      {freeze.error && (
        <span role="alert" className="text-bad">
          {freeze.error.message}
        </span>
      )}
    </p>
  );
}
