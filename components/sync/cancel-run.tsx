"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { CircleStop } from "lucide-react";
import { cancelRunAction } from "@/server/actions/sync";
import type { SyncRunDetailDto } from "@/server/sync/schemas";
import { settled } from "../query/settled";
import { AlertDialog } from "../ui/alert-dialog";
import { Button } from "../ui/button";

/** Ends a run before its time, after a question. */
export function CancelRun({ run }: { run: SyncRunDetailDto }) {
  const client = useQueryClient();
  const cancel = useMutation({
    mutationKey: ["sync", "cancel", run.id],
    mutationFn: () => settled(cancelRunAction({ runId: run.id })),
    onSettled: () => void client.invalidateQueries({ queryKey: ["sync"] }),
  });
  const isAsked = run.cancelAskedAt !== null;
  return (
    <AlertDialog
      title="End this run?"
      description="What it has read stays. Names it has not reached keep what was last known of them, and the run lists them."
      confirm="End run"
      danger
      onConfirm={async () => {
        await cancel.mutateAsync();
      }}
      trigger={
        <Button disabled={isAsked} pending={isAsked || cancel.isPending}>
          <CircleStop /> {isAsked ? "Ending" : "Cancel run"}
        </Button>
      }
    />
  );
}
