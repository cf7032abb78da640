"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { AccountDto, ProxyInput } from "@/server/accounts/schemas";
import { setEgressProxyAction } from "@/server/actions/accounts";
import { useProvenSubmission } from "../auth/use-step-up";
import { FormDialog } from "../ui/form-dialog";
import { useToast } from "../ui/toast";
import { ProxyFields } from "./proxy-fields";

type ProxyDialogProps = { account: AccountDto; onClose: () => void };

/** Enters the proxy of an account. A call goes through it before it is saved. */
export function ProxyDialog({ account, onClose }: ProxyDialogProps) {
  const [proxy, setProxy] = useState<ProxyInput>({
    url: account.proxy?.url ?? "",
    username: account.proxy?.username ?? "",
    password: "",
  });
  const save = useProvenSubmission(setEgressProxyAction);
  const client = useQueryClient();
  const toast = useToast();

  const send = async () => {
    if (!(await save.submit({ accountId: account.id, proxy }))) return;
    onClose();
    toast({ title: `${account.registrarName} is reached through the proxy.` });
    await client.invalidateQueries({ queryKey: ["accounts"] });
  };

  return (
    <FormDialog
      open
      width="l"
      onOpenChange={(open) => !open && onClose()}
      title={`Proxy of ${account.name}`}
      description="Every call of this account goes through it; what is said stays encrypted between this server and the registrar. A call is tried before anything is saved."
      confirm="Try and save"
      pending={save.isPending}
      problem={save.failure?.message}
      onSubmit={() => void send()}
    >
      <ProxyFields
        value={proxy}
        onChange={setProxy}
        errorAt={save.errorAt}
        hasPassword={account.proxy?.hasPassword ?? false}
      />
      {save.proof}
    </FormDialog>
  );
}
