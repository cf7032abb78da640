"use client";

import { useQueryClient } from "@tanstack/react-query";
import type { AccountDto } from "@/server/accounts/schemas";
import { resetLimitsAction } from "@/server/actions/accounts";
import { settled } from "../query/settled";
import { AlertDialog } from "../ui/alert-dialog";
import { useToast } from "../ui/toast";

type ResetLimitsProps = { account: AccountDto; onClose: () => void };

/** Asks before the calls made so far are forgotten. */
export function ResetLimits({ account, onClose }: ResetLimitsProps) {
  const client = useQueryClient();
  const toast = useToast();
  const isShared = account.limits.some((limit) => limit.isShared);
  const reset = async () => {
    await settled(resetLimitsAction({ accountId: account.id }));
    onClose();
    toast({ title: "The count of calls begins anew." });
    await client.invalidateQueries({ queryKey: ["accounts"] });
  };
  return (
    <AlertDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Forget the calls made so far?"
      description={`The next calls leave at once. The registrar counts on its own and may refuse them.${isShared ? " The count is that of all accounts that call from this address." : ""}`}
      confirm="Reset"
      onConfirm={reset}
    />
  );
}
