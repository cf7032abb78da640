"use client";

import { type FormEvent, useId, useState } from "react";
import type { DomainDetailDto } from "@/server/domains/schemas";
import { Button } from "../ui/button";
import { Checkbox } from "../ui/checkbox";
import { Dialog, DialogClose } from "../ui/dialog";
import { RadioGroup } from "../ui/radio-group";
import { TextField } from "../ui/text-field";
import { TextareaField } from "../ui/textarea-field";
import { changesOf } from "./apply-edits";
import { readTags } from "./read-tags";
import type { DomainEditing } from "./use-edit-domain";

type EditDialogProps = {
  domain: DomainDetailDto;
  editing: DomainEditing;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
};

/** The form for what is ours on a name. It closes at once: the page shows the change, the message undoes it. */
export function EditDialog({ domain, editing, isOpen, onOpenChange }: EditDialogProps) {
  const formId = useId();
  return (
    <Dialog
      title={`Edit ${domain.nameUnicode}`}
      description="Only what is ours. Nothing reaches the registrar."
      open={isOpen}
      onOpenChange={onOpenChange}
      actions={
        <>
          <DialogClose>
            <Button>Cancel</Button>
          </DialogClose>
          <Button variant="primary" type="submit" form={formId}>
            Save
          </Button>
        </>
      }
    >
      <EditForm id={formId} domain={domain} editing={editing} onDone={() => onOpenChange(false)} />
    </Dialog>
  );
}

type Wish = "on" | "off" | "none";

const wishOf = (wish: boolean | null): Wish => (wish === null ? "none" : wish ? "on" : "off");
const WISH_VALUE = { on: true, off: false, none: null } as const;

type EditFormProps = {
  id: string;
  domain: DomainDetailDto;
  editing: DomainEditing;
  onDone: () => void;
};

function EditForm({ id, domain, editing, onDone }: EditFormProps) {
  const [notes, setNotes] = useState(domain.notes);
  const [tags, setTags] = useState(domain.tags.join(", "));
  const [wish, setWish] = useState(wishOf(domain.autoRenewWish));
  const [isCritical, setCritical] = useState(domain.isCritical);
  const [problem, setProblem] = useState<string>();

  const save = (event: FormEvent) => {
    event.preventDefault();
    const read = readTags(tags);
    setProblem(read.problem);
    if (read.problem) return;
    const wanted = { notes, tags: read.tags, autoRenewWish: WISH_VALUE[wish], isCritical };
    const changes = changesOf(domain, wanted);
    if (Object.keys(changes).length > 0) editing.edit(changes);
    onDone();
  };

  return (
    <form id={id} onSubmit={save} className="grid gap-4">
      <TextareaField
        label="Notes"
        value={notes}
        maxLength={10_000}
        onChange={(event) => setNotes(event.target.value)}
      />
      <TextField
        label="Tags"
        help="Separated by commas. At most 20."
        value={tags}
        error={problem}
        autoComplete="off"
        onChange={(event) => setTags(event.target.value)}
      />
      <RadioGroup<Wish>
        legend="Auto-renew wish"
        name="wish"
        value={wish}
        onChange={setWish}
        choices={[
          { value: "on", label: "On", help: "We are told when the registrar has it off." },
          { value: "off", label: "Off", help: "We are told when the registrar has it on." },
          { value: "none", label: "No wish", help: "Whatever the registrar has is right." },
        ]}
      />
      <Checkbox
        label="Critical: its problems come first"
        checked={isCritical}
        onChange={(event) => setCritical(event.target.checked)}
      />
    </form>
  );
}
