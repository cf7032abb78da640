"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { addPartnerAction, renamePartnerAction } from "@/server/actions/partners";
import { useProvenSubmission } from "../auth/use-step-up";
import { Button } from "../ui/button";
import { FormDialog } from "../ui/form-dialog";
import { TextField } from "../ui/text-field";
import { useToast } from "../ui/toast";

/** Adds a partner and goes to its page. */
export function AddPartnerButton() {
  const [isOpen, setOpen] = useState(false);
  const { submit, isPending, failure, errorAt, reset, proof } =
    useProvenSubmission(addPartnerAction);
  const router = useRouter();
  const save = async (form: FormData) => {
    const added = await submit({ name: `${form.get("name") ?? ""}` });
    if (added) router.push(`/settings/partners/${added.partnerId}`);
  };
  return (
    <FormDialog
      open={isOpen}
      onOpenChange={(open) => {
        setOpen(open);
        reset();
      }}
      trigger={<Button variant="primary">Add a partner…</Button>}
      title="Add a partner"
      description="Its people see its names and no others."
      confirm="Add partner"
      pending={isPending}
      problem={failure?.message}
      onSubmit={(form) => void save(form)}
    >
      <TextField label="Name" name="name" required autoComplete="off" error={errorAt("name")} />
      {proof}
    </FormDialog>
  );
}

/** Renames a partner. */
export function RenamePartnerButton({ partnerId, name }: { partnerId: string; name: string }) {
  const [isOpen, setOpen] = useState(false);
  const { submit, isPending, failure, errorAt, reset, proof } =
    useProvenSubmission(renamePartnerAction);
  const router = useRouter();
  const toast = useToast();
  const save = async (form: FormData) => {
    const renamed = await submit({ partnerId, name: `${form.get("name") ?? ""}` });
    if (!renamed) return;
    setOpen(false);
    toast({ title: "The partner is renamed." });
    router.refresh();
  };
  return (
    <FormDialog
      open={isOpen}
      onOpenChange={(open) => {
        setOpen(open);
        reset();
      }}
      trigger={<Button>Rename…</Button>}
      title={`Rename ${name}`}
      confirm="Rename"
      pending={isPending}
      problem={failure?.message}
      onSubmit={(form) => void save(form)}
    >
      <TextField
        label="Name"
        name="name"
        required
        autoComplete="off"
        defaultValue={name}
        error={errorAt("name")}
      />
      {proof}
    </FormDialog>
  );
}
