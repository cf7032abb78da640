"use client";

import { useQueryClient } from "@tanstack/react-query";
import { RefreshCw } from "lucide-react";
import { useState } from "react";
import type { AccountDto } from "@/server/accounts/schemas";
import { startAccountSyncAction } from "@/server/actions/sync";
import { settled } from "../query/settled";
import { Button } from "../ui/button";
import { useToast } from "../ui/toast";

/** Has an account read as soon as possible. */
export function SyncNowButton({ account }: { account: AccountDto }) {
  const client = useQueryClient();
  const toast = useToast();
  const [isAsking, setAsking] = useState(false);
  const sync = async () => {
    setAsking(true);
    try {
      await settled(startAccountSyncAction({ accountId: account.id }));
      toast({ title: `${account.name} is being read.`, description: "Runs show under Sync." });
    } catch (error) {
      toast({
        tone: "bad",
        title: "The sync could not be started.",
        ...(error instanceof Error ? { description: error.message } : {}),
      });
    } finally {
      setAsking(false);
      void client.invalidateQueries({ queryKey: ["accounts"] });
    }
  };
  return (
    <Button
      variant="primary"
      pending={isAsking || account.state === "syncing"}
      onClick={() => void sync()}
    >
      <RefreshCw /> Sync now
    </Button>
  );
}
