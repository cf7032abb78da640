"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { tagDomainsAction } from "@/server/actions/portfolio";
import type { BulkResult } from "@/server/portfolio/schemas";
import { settled } from "../query/settled";
import { Button } from "../ui/button";
import { Dialog, DialogClose } from "../ui/dialog";
import { RadioGroup } from "../ui/radio-group";
import { TextField } from "../ui/text-field";
import { useToast } from "../ui/toast";
import { namesWord } from "./bulk-words";
import { countOf, toSelectionInput } from "./selection";
import { type SelectionHandle, useSelected } from "./use-selection";

type Way = "add" | "remove";
type Change = { readonly way: Way; readonly tags: readonly string[] };

const WAYS: readonly { value: Way; label: string }[] = [
  { value: "add", label: "Add" },
  { value: "remove", label: "Take away" },
];

const tagsIn = (text: string) =>
  text
    .split(",")
    .map((tag) => tag.trim())
    .filter(Boolean);

/** The opposite change for the names that were really changed, and only for those. */
function useUndo() {
  const client = useQueryClient();
  const toast = useToast();
  return ({ way, tags }: Change, { changedIds }: BulkResult) =>
    async () => {
      const back = way === "add" ? { remove: [...tags] } : { add: [...tags] };
      const answer = await tagDomainsAction({ selection: { ids: [...changedIds] }, ...back });
      if (!answer.ok) toast({ title: "Not undone", description: answer.message, tone: "bad" });
      void client.invalidateQueries({ queryKey: ["domains"] });
    };
}

/** What a tag change of many names reports, with a way back while it is small enough to be told apart. */
function useReport() {
  const toast = useToast();
  const undo = useUndo();
  return (change: Change, result: BulkResult) => {
    const verb = change.way === "add" ? "tagged" : "untagged";
    const title =
      result.changed === 0 ? "Nothing had to change" : `${namesWord(result.changed)} ${verb}`;
    const back = undo(change, result);
    // With several tags a name may have had one of them: taking all back would take too much.
    const isTellable = result.changedIds.length > 0 && change.tags.length === 1;
    toast({ title, ...(isTellable ? { action: { label: "Undo", run: () => void back() } } : {}) });
  };
}

type TagDialogProps = { selection: SelectionHandle; onClose: () => void };

/** Gives tags to the chosen names, or takes them away. */
export function TagDialog({ selection, onClose }: TagDialogProps) {
  const selected = useSelected(selection);
  const [way, setWay] = useState<Way>("add");
  const [text, setText] = useState("");
  const report = useReport();
  const tags = tagsIn(text);
  const save = useMutation({
    mutationFn: () =>
      settled<BulkResult>(
        tagDomainsAction({ selection: toSelectionInput(selection.now()), [way]: tags }),
      ),
    onSuccess: (result, _variables, _before, { client }) => {
      report({ way, tags }, result);
      selection.clear();
      void client.invalidateQueries({ queryKey: ["domains"] });
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
      title={`Tag ${namesWord(countOf(selected))}`}
      width="s"
      actions={
        <>
          <DialogClose>
            <Button>Cancel</Button>
          </DialogClose>
          <Button type="submit" form="tag-form" variant="primary" pending={save.isPending}>
            {way === "add" ? "Add tags" : "Take tags away"}
          </Button>
        </>
      }
    >
      <form id="tag-form" noValidate onSubmit={submit} className="grid gap-4">
        <TextField
          label="Tags"
          help="Several with commas between."
          required
          autoComplete="off"
          autoCapitalize="none"
          value={text}
          error={save.error?.message}
          onChange={(event) => setText(event.target.value)}
        />
        <RadioGroup
          legend="What to do with them"
          legendHidden
          name="way"
          choices={WAYS}
          value={way}
          onChange={(chosen) => setWay(chosen as Way)}
        />
      </form>
    </Dialog>
  );
}
