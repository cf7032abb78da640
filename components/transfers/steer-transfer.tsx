"use client";

import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import {
  cancelTransferAction,
  relaunchTransferAction,
  resendTransferMailAction,
} from "@/server/actions/transfers";
import type { SteeredDto, TrackDto, TransferDto } from "@/server/transfers/schemas";
import { useProvenSubmission, useStepUp } from "../auth/use-step-up";
import { settled } from "../query/settled";
import { AlertDialog } from "../ui/alert-dialog";
import { Button } from "../ui/button";
import { TextField } from "../ui/text-field";
import { transferQueries } from "./queries";

type SteerProps = {
  track: TrackDto;
  name: string;
  steering: TransferDto["steering"];
};

/** What the gaining registrar can be asked about a transfer it has; where it has no call for it, its reason is said. */
export function SteerTransfer({ track, name, steering }: SteerProps) {
  const [told, setTold] = useState<SteeredDto | null>(null);
  const client = useQueryClient();
  const tell = async (next: SteeredDto) => {
    setTold(next);
    await client.invalidateQueries({ queryKey: transferQueries.list().queryKey });
  };
  const id = track.operationId;
  const wantsCode = track.state === "action_needed" && steering.code === null;
  return (
    <div className="grid gap-2 pt-2">
      {wantsCode && <NewCode id={id} name={name} onTold={tell} />}
      <div className="flex flex-wrap items-center gap-2">
        {steering.mail === null && <Resend id={id} name={name} onTold={tell} />}
        {steering.cancel === null && <Cancel id={id} name={name} onTold={tell} />}
      </div>
      <p role="status" className="text-12 text-ink-2 empty:hidden">
        {told?.message}
      </p>
    </div>
  );
}

type AskProps = { id: string; name: string; onTold: (told: SteeredDto) => Promise<void> };

function Resend({ id, name, onTold }: AskProps) {
  const { submit, isPending, failure } = useProvenSubmission(resendTransferMailAction);
  const resend = async () => {
    const told = await submit({ id });
    if (told) await onTold(told);
  };
  return (
    <>
      <Button size="s" pending={isPending} onClick={() => void resend()}>
        Send the mail again<span className="sr-only"> for {name}</span>
      </Button>
      {failure && (
        <span role="alert" className="text-12 text-bad">
          {failure.message}
        </span>
      )}
    </>
  );
}

function Cancel({ id, name, onTold }: AskProps) {
  const { guard, dialog } = useStepUp();
  return (
    <AlertDialog
      trigger={
        <Button size="s" variant="quiet">
          Cancel at the registrar…<span className="sr-only"> {name}</span>
        </Button>
      }
      title={`Give the transfer of ${name} up?`}
      description="The name stays where it is. Whether the registrar gives the money back is its own rule; a new transfer is ordered and paid for anew."
      confirm="Give it up"
      danger
      onConfirm={async () => onTold(await guard(() => settled(cancelTransferAction({ id }))))}
    >
      {dialog}
    </AlertDialog>
  );
}

function NewCode({ id, name, onTold }: AskProps) {
  const { submit, isPending, failure, errorAt, proof } =
    useProvenSubmission(relaunchTransferAction);
  const give = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const authCode = String(new FormData(form).get("authCode") ?? "");
    const told = await submit({ id, authCode });
    if (!told) return;
    form.reset();
    await onTold(told);
  };
  return (
    <>
      <form
        method="post"
        noValidate
        aria-label={`New auth code for ${name}`}
        className="grid items-start gap-2 sm:grid-cols-[minmax(0,22rem)_auto]"
        onSubmit={(event) => void give(event)}
      >
        <TextField
          label="New auth code"
          name="authCode"
          type="password"
          required
          autoComplete="off"
          spellCheck={false}
          help="The transfer goes on with it, and is not paid for once more. The code is kept nowhere here."
          error={errorAt("authCode") ?? failure?.message}
        />
        <Button type="submit" pending={isPending} className="justify-self-start sm:mt-6">
          Go on with this code
        </Button>
      </form>
      {proof}
    </>
  );
}
