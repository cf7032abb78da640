"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import type { ConnectionInput } from "@/server/accounts/schemas";
import { addAccountAction } from "@/server/actions/accounts";
import { useProvenSubmission } from "../../auth/use-step-up";
import { Button } from "../../ui/button";
import { Card } from "../../ui/card";
import { LinkButton } from "../../ui/link-button";
import { Notice } from "../../ui/notice";
import { TextField } from "../../ui/text-field";
import { useToast } from "../../ui/toast";
import { ArrivalsField } from "../arrivals-field";
import type { ManageChoices } from "../manage-choices";

type SaveCardProps = { connection: ConnectionInput; partners: ManageChoices["partners"] };

/** The last step: what the account is called and who gets its names. */
export function SaveCard({ connection, partners }: SaveCardProps) {
  const { submit, isPending, failure, errorAt, proof } = useProvenSubmission(addAccountAction);
  const [partnerId, setPartnerId] = useState<string | null>(null);
  const router = useRouter();
  const toast = useToast();

  const save = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const name = `${new FormData(event.currentTarget).get("name") ?? ""}`;
    const added = await submit({ ...connection, name, defaultPartnerId: partnerId });
    if (!added) return;
    toast({ title: `${name.trim()} is connected.`, description: "Its first sync starts now." });
    router.push(`/settings/accounts/${added.accountId}`);
  };

  return (
    <Card title="Save">
      <form method="post" noValidate className="grid gap-4" onSubmit={(event) => void save(event)}>
        <div role="alert" className="empty:hidden">
          {failure && <Notice tone="bad" title={failure.message} />}
        </div>
        <TextField
          label="Name"
          name="name"
          required
          autoComplete="off"
          help="As you call it, such as “Gandi main”."
          error={errorAt("name")}
        />
        <ArrivalsField
          partners={partners}
          value={partnerId}
          onChange={setPartnerId}
          error={errorAt("defaultPartnerId")}
        />
        <div className="flex flex-wrap gap-2">
          <Button type="submit" variant="primary" pending={isPending}>
            Save and start the first sync
          </Button>
          <LinkButton href="/settings/accounts">Cancel</LinkButton>
        </div>
      </form>
      {proof}
    </Card>
  );
}
