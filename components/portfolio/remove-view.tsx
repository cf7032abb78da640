"use client";

import { useMutation } from "@tanstack/react-query";
import { removeViewAction } from "@/server/actions/portfolio";
import type { SavedViewDto } from "@/server/domains/schemas";
import { settled } from "../query/settled";
import { AlertDialog } from "../ui/alert-dialog";
import { moveTo } from "./use-address";

/** Asks before a view goes, and says who loses it. */
export function RemoveView({ view, onClose }: { view: SavedViewDto; onClose: () => void }) {
  const remove = useMutation({
    mutationFn: () => settled(removeViewAction({ id: view.id })),
    onSuccess: (_data, _variables, _before, { client }) => {
      moveTo("/domains");
      void client.invalidateQueries({ queryKey: ["domains", "views"] });
    },
  });
  return (
    <AlertDialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={`Remove the view “${view.name}”?`}
      description={
        view.isShared
          ? "Everyone it is shared with loses it too. No name is changed."
          : "No name is changed."
      }
      confirm="Remove view"
      danger
      onConfirm={async () => {
        await remove.mutateAsync();
      }}
    />
  );
}
