"use client";

import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { changeViewAction, saveViewAction } from "@/server/actions/portfolio";
import type { SavedViewDto } from "@/server/domains/schemas";
import { readPortfolioQuery } from "@/server/portfolio/read-query";
import { ApiError } from "../query/api-error";
import { settled } from "../query/settled";
import { Button } from "../ui/button";
import { Checkbox } from "../ui/checkbox";
import { Dialog, DialogClose } from "../ui/dialog";
import { TextField } from "../ui/text-field";
import { hrefOf } from "./address";
import { moveTo } from "./use-address";

type ViewDialogProps = {
  params: string;
  /** The view to rename or share; undefined makes a new one of `params`. */
  view: SavedViewDto | undefined;
  onClose: () => void;
};

const refusalOf = (error: Error | null): string | undefined => {
  if (!error) return undefined;
  return (error instanceof ApiError && Object.values(error.fields)[0]?.[0]) || error.message;
};

/** Asks for the name of a view, and whether colleagues see it. */
export function ViewDialog({ params, view, onClose }: ViewDialogProps) {
  const [name, setName] = useState(view?.name ?? "");
  const [isShared, setShared] = useState(view?.isShared ?? false);
  const save = useMutation({
    mutationFn: () =>
      settled(
        view
          ? changeViewAction({ id: view.id, name, isShared })
          : saveViewAction({ name, params, isShared }),
      ),
    onSuccess: async (kept, _variables, _before, { client }) => {
      await client.invalidateQueries({ queryKey: ["domains", "views"] });
      const { query } = readPortfolioQuery(new URLSearchParams(kept.params));
      if (!view) moveTo(hrefOf(query, {}, kept.id));
      onClose();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };

  return (
    <Dialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={view ? "Rename or share the view" : "Save this view"}
      description="A view keeps filter and order."
      width="s"
      actions={
        <>
          <DialogClose>
            <Button>Cancel</Button>
          </DialogClose>
          <Button type="submit" form="view-form" variant="primary" pending={save.isPending}>
            {view ? "Save" : "Save view"}
          </Button>
        </>
      }
    >
      <form id="view-form" noValidate onSubmit={submit} className="grid gap-3">
        <TextField
          label="Name"
          required
          maxLength={60}
          autoComplete="off"
          value={name}
          error={refusalOf(save.error)}
          onChange={(event) => setName(event.target.value)}
        />
        <Checkbox
          label="Everyone in my organisation sees it"
          checked={isShared}
          onChange={(event) => setShared(event.target.checked)}
        />
      </form>
    </Dialog>
  );
}
