"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { addKeyAction } from "@/server/actions/keys";
import { stepUpAction } from "@/server/actions/session";
import type { ApiKeyDto } from "@/server/keys/schemas";
import { useSubmission } from "../query/use-submission";
import { Button } from "../ui/button";
import { CopyButton } from "../ui/copy-button";
import { Dialog, DialogClose } from "../ui/dialog";
import { FormDialog } from "../ui/form-dialog";
import { Notice } from "../ui/notice";
import { PasswordField } from "../ui/password-field";
import { RadioGroup } from "../ui/radio-group";
import { SelectField } from "../ui/select-field";
import { TextField } from "../ui/text-field";
import { DAYS_CHOICES, SCOPE_WORDS } from "./words";

type Made = { readonly key: ApiKeyDto; readonly token: string };

const SCOPES = (["read", "write", "pay"] as const).map((value) => ({
  value,
  ...SCOPE_WORDS[value],
}));

const scopeOf = (value: string) => SCOPES.find((scope) => scope.value === value)?.value ?? "read";

/** Makes a key and shows it, once. */
export function AddKey({ onClose }: { onClose: () => void }) {
  const [made, setMade] = useState<Made | null>(null);
  return made ? (
    <NewKey made={made} onClose={onClose} />
  ) : (
    <KeyForm onClose={onClose} onMade={setMade} />
  );
}

type KeyFormProps = { onClose: () => void; onMade: (made: Made) => void };

function KeyForm({ onClose, onMade }: KeyFormProps) {
  const [scope, setScope] = useState("read");
  const [days, setDays] = useState("90");
  const { isAsked, isPending, problem, errorAt, submit } = useKeyForm(onMade);
  return (
    <FormDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="New API key"
      description="It acts as you do, within what you choose here."
      confirm="Make the key"
      pending={isPending}
      problem={problem}
      onSubmit={(form) => void submit(form, { scope: scopeOf(scope), days: Number(days) })}
    >
      <TextField
        label="Name"
        name="name"
        required
        maxLength={60}
        autoComplete="off"
        help="What uses it, such as “billing script”."
        error={errorAt("name")}
      />
      <RadioGroup legend="It may" name="scope" choices={SCOPES} value={scope} onChange={setScope} />
      <SelectField
        label="It ends after"
        required
        choices={DAYS_CHOICES}
        value={days}
        onChange={setDays}
      />
      {isAsked && (
        <PasswordField
          label="Your password"
          name="password"
          required
          autoComplete="current-password"
          help="Your sign-in is older than 15 minutes: show once more that it is you."
          error={errorAt("password")}
        />
      )}
    </FormDialog>
  );
}

/** Makes the key; where the sign-in is too old, the password goes first. */
function useKeyForm(onMade: KeyFormProps["onMade"]) {
  const add = useSubmission(addKeyAction);
  const confirm = useSubmission(stepUpAction);
  const router = useRouter();
  const isAsked = add.errorAt("session") !== undefined;
  const submit = async (form: FormData, rest: { scope: ApiKeyDto["scope"]; days: number }) => {
    const password = String(form.get("password") ?? "");
    if (isAsked && !(await confirm.submit({ password }))) return;
    const made = await add.submit({ name: String(form.get("name") ?? ""), ...rest });
    if (!made) return;
    onMade(made);
    router.refresh();
  };
  return {
    isAsked,
    submit,
    isPending: add.isPending || confirm.isPending,
    problem: isAsked ? undefined : (add.failure?.message ?? confirm.failure?.message),
    errorAt: (field: string) => add.errorAt(field) ?? confirm.errorAt(field),
  };
}

function NewKey({ made: { key, token }, onClose }: { made: Made; onClose: () => void }) {
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`The key “${key.name}”`}
      actions={
        <DialogClose>
          <Button variant="primary">I have stored it</Button>
        </DialogClose>
      }
    >
      <div className="grid gap-4">
        <p className="flex items-center gap-2 rounded-s border border-line bg-sunken py-1.5 pr-1.5 pl-3 font-mono text-14">
          <span className="min-w-0 flex-1 select-all break-all">{token}</span>
          <CopyButton text={token} what="key" />
        </p>
        <Notice tone="warn" title="This is shown once.">
          Send it as <code>Authorization: Bearer …</code> with every request. Whoever has it acts as
          you.
        </Notice>
      </div>
    </Dialog>
  );
}
