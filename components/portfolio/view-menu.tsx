"use client";

import { useMutation } from "@tanstack/react-query";
import { MoreHorizontal, Plus } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { changeViewAction } from "@/server/actions/portfolio";
import type { SavedViewDto } from "@/server/domains/schemas";
import { type PortfolioQuery, writePortfolioQuery } from "@/server/portfolio/query";
import { readPortfolioQuery } from "@/server/portfolio/read-query";
import { settled } from "../query/settled";
import { Button } from "../ui/button";
import { IconButton } from "../ui/icon-button";
import { useToast } from "../ui/toast";
import { hrefOf } from "./address";
import { PopoverOnDemand } from "./popover-on-demand";
import { moveTo } from "./use-address";

const RemoveView = lazy(async () => ({ default: (await import("./remove-view")).RemoveView }));
const ViewDialog = lazy(async () => ({ default: (await import("./view-dialog")).ViewDialog }));

/** What a view keeps: filter and order, neither page nor number of rows. */
export const viewText = (query: PortfolioQuery): string =>
  writePortfolioQuery({ ...query, cursor: null, limit: 50 }).toString();

type ViewMenuProps = {
  query: PortfolioQuery;
  saved: SavedViewDto | undefined;
  /** The list is one of the usual views as it is: there is nothing to keep. */
  isUsual: boolean;
};

type Asked = "save" | "rename" | "remove" | null;

/** Keeps what one looks at as a view; a view that was changed can be saved, saved as another, or reset. */
export function ViewMenu({ query, saved, isUsual }: ViewMenuProps) {
  const [asked, setAsked] = useState<Asked>(null);
  const isModified = saved !== undefined && saved.params !== viewText(query);
  const ask = (next: Asked) => () => setAsked(next);
  return (
    <span className="flex flex-none items-center gap-1 pl-1">
      {saved && isModified && <Modified saved={saved} query={query} onSaveAs={ask("save")} />}
      {saved?.isOwn && (
        <PopoverOnDemand
          title={`View ${saved.name}`}
          titleHidden
          trigger={<IconButton label={`View ${saved.name}`} icon={<MoreHorizontal />} size="s" />}
        >
          <div className="grid justify-items-start gap-1">
            <Button variant="quiet" onClick={ask("rename")}>
              Rename or share…
            </Button>
            <Button variant="quiet" className="text-bad" onClick={ask("remove")}>
              Remove view…
            </Button>
          </div>
        </PopoverOnDemand>
      )}
      {!saved && !isUsual && (
        <Button variant="quiet" size="s" onClick={ask("save")}>
          <Plus className="size-3.5" /> Save view
        </Button>
      )}
      {(asked === "save" || asked === "rename") && (
        <Suspense fallback={null}>
          <ViewDialog
            params={viewText(query)}
            view={asked === "rename" ? saved : undefined}
            onClose={ask(null)}
          />
        </Suspense>
      )}
      {saved && asked === "remove" && (
        <Suspense fallback={null}>
          <RemoveView view={saved} onClose={ask(null)} />
        </Suspense>
      )}
    </span>
  );
}

type ModifiedProps = { saved: SavedViewDto; query: PortfolioQuery; onSaveAs: () => void };

function Modified({ saved, query, onSaveAs }: ModifiedProps) {
  const toast = useToast();
  const save = useMutation({
    mutationFn: () => settled(changeViewAction({ id: saved.id, params: viewText(query) })),
    onSuccess: () => toast({ title: `View “${saved.name}” saved` }),
    onError: (error) =>
      toast({ title: "The view was not saved", description: error.message, tone: "bad" }),
    onSettled: (_data, _error, _variables, _before, { client }) =>
      void client.invalidateQueries({ queryKey: ["domains", "views"] }),
  });
  const reset = () =>
    moveTo(hrefOf(readPortfolioQuery(new URLSearchParams(saved.params)).query, {}, saved.id));
  return (
    <span className="flex items-center gap-1 text-12 text-ink-3">
      Modified:
      {saved.isOwn && (
        <Button variant="quiet" size="s" pending={save.isPending} onClick={() => save.mutate()}>
          Save
        </Button>
      )}
      <Button variant="quiet" size="s" onClick={onSaveAs}>
        Save as
      </Button>
      <Button variant="quiet" size="s" onClick={reset}>
        Reset
      </Button>
    </span>
  );
}
