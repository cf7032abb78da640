"use client";

import { useQueryClient } from "@tanstack/react-query";
import type { AccountDto } from "@/server/accounts/schemas";
import { setEgressProxyAction } from "@/server/actions/accounts";
import { useStepUp } from "../auth/use-step-up";
import { settled } from "../query/settled";
import { AlertDialog } from "../ui/alert-dialog";
import { useToast } from "../ui/toast";

type RemoveProxyProps = { account: AccountDto; onClose: () => void };

/** Asks before an account's registrar is called from this server's own address again. */
export function RemoveProxy({ account, onClose }: RemoveProxyProps) {
  const client = useQueryClient();
  const { guard, dialog } = useStepUp();
  const toast = useToast();
  const remove = async () => {
    await guard(() => settled(setEgressProxyAction({ accountId: account.id, proxy: null })));
    onClose();
    toast({ title: `${account.registrarName} is called directly.` });
    await client.invalidateQueries({ queryKey: ["accounts"] });
  };
  return (
    <AlertDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Call ${account.registrarName} directly?`}
      description="The proxy’s address, user name and password are forgotten. A registrar that lets in the proxy’s address alone will refuse this server’s."
      confirm="Remove proxy"
      danger
      onConfirm={remove}
    >
      {dialog}
    </AlertDialog>
  );
}
