"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { AccountDto } from "@/server/accounts/schemas";
import { addWebhookSecretAction } from "@/server/actions/accounts";
import { useProvenSubmission } from "../auth/use-step-up";
import { CopyButton } from "../ui/copy-button";
import { FormDialog } from "../ui/form-dialog";
import { PasswordField } from "../ui/password-field";
import { RadioGroup } from "../ui/radio-group";
import { useToast } from "../ui/toast";

const SCHEMES = [
  {
    value: "standard",
    label: "Standard Webhooks",
    help: "Headers webhook-id, webhook-timestamp and webhook-signature; the secret begins with whsec_.",
  },
  {
    value: "hub",
    label: "X-Hub-Signature-256",
    help: "An HMAC of the body alone, as sha256=…",
  },
];

/** Takes the secret a registrar signs its events with, and says where to send them. */
export function EventSecret({ account, onClose }: { account: AccountDto; onClose: () => void }) {
  const [scheme, setScheme] = useState("standard");
  const [secret, setSecret] = useState("");
  const add = useProvenSubmission(addWebhookSecretAction);
  const client = useQueryClient();
  const toast = useToast();
  const { url, secrets } = account.events;

  const save = async () => {
    const saved = await add.submit({
      accountId: account.id,
      scheme: scheme === "hub" ? "hub" : "standard",
      secret,
    });
    if (!saved) return;
    onClose();
    toast({
      title: `${account.name} takes signed events.`,
      ...(secrets > 0 ? { description: "The earlier secret counts for a day longer." } : {}),
    });
    await client.invalidateQueries({ queryKey: ["accounts"] });
  };

  return (
    <FormDialog
      open
      width="l"
      onOpenChange={(open) => !open && onClose()}
      title={`Events for ${account.name}`}
      description="An event is never believed: it has the name it is about read at the registrar."
      confirm={secrets > 0 ? "Add the new secret" : "Save the secret"}
      pending={add.isPending}
      problem={add.failure?.message}
      onSubmit={() => void save()}
    >
      <div>
        <p className="font-medium">Have the registrar send its events to</p>
        <p className="flex items-center gap-2">
          <code className="min-w-0 break-all font-mono text-12">{url}</code>
          <CopyButton text={url} what="the address" />
        </p>
      </div>
      <RadioGroup
        legend="How they are signed"
        name="scheme"
        choices={SCHEMES}
        value={scheme}
        onChange={setScheme}
      />
      <PasswordField
        label="Secret"
        required
        autoComplete="off"
        value={secret}
        onChange={(event) => setSecret(event.target.value)}
        error={add.errorAt("secret")}
      />
      {add.proof}
    </FormDialog>
  );
}
