"use client";

import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { assignDomainsAction } from "@/server/actions/portfolio";
import type { BulkResult } from "@/server/portfolio/schemas";
import { useStepUp } from "../auth/use-step-up";
import { settled } from "../query/settled";
import { Button } from "../ui/button";
import { Dialog, DialogClose } from "../ui/dialog";
import { SelectField } from "../ui/select-field";
import { useToast } from "../ui/toast";
import { namesWord, type PartnerChoice } from "./bulk-words";
import { countOf, toSelectionInput } from "./selection";
import { type SelectionHandle, useSelected } from "./use-selection";

type AssignDialogProps = {
  selection: SelectionHandle;
  partners: readonly PartnerChoice[];
  onClose: () => void;
};

/** Gives the chosen names to a partner, who sees them from then on. */
export function AssignDialog({ selection, partners, onClose }: AssignDialogProps) {
  const selected = useSelected(selection);
  const [partnerId, setPartnerId] = useState<string | null>(null);
  const [isMissing, setMissing] = useState(false);
  const toast = useToast();
  const { guard, dialog } = useStepUp();
  const save = useMutation({
    mutationFn: (id: string) =>
      guard(() =>
        settled<BulkResult>(
          assignDomainsAction({ selection: toSelectionInput(selection.now()), partnerId: id }),
        ),
      ),
    onSuccess: ({ changed }, id, _before, { client }) => {
      const name = partners.find((partner) => partner.id === id)?.name ?? "the partner";
      toast({ title: `${namesWord(changed)} assigned to ${name}` });
      selection.clear();
      void client.invalidateQueries({ queryKey: ["domains"] });
      onClose();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setMissing(partnerId === null);
    if (partnerId !== null) save.mutate(partnerId);
  };

  return (
    <Dialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={`Assign ${namesWord(countOf(selected))}`}
      description="The partner's people see these names from now on. A name that another partner has can only be moved by an administrator."
      width="s"
      actions={
        <>
          <DialogClose>
            <Button>Cancel</Button>
          </DialogClose>
          <Button type="submit" form="assign-form" variant="primary" pending={save.isPending}>
            Assign
          </Button>
        </>
      }
    >
      <form id="assign-form" noValidate onSubmit={submit}>
        <SelectField
          label="Partner"
          required
          placeholder="Choose a partner"
          choices={partners.map(({ id, name }) => ({ value: id, label: name }))}
          value={partnerId}
          onChange={setPartnerId}
          error={isMissing ? "Choose a partner." : save.error?.message}
        />
      </form>
      {dialog}
    </Dialog>
  );
}
