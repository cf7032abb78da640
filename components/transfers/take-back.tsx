"use client";

import { useQueryClient } from "@tanstack/react-query";
import { cancelOperationAction } from "@/server/actions/plans";
import { useProvenSubmission } from "../auth/use-step-up";
import { Button } from "../ui/button";
import { transferQueries } from "./queries";

/** Takes back an order that was not sent yet; once it was, the registrar alone can. */
export function TakeBack({ operationId, name }: { operationId: string; name: string }) {
  const { submit, isPending, failure, proof } = useProvenSubmission(cancelOperationAction);
  const client = useQueryClient();
  const cancel = async () => {
    await submit({ id: operationId });
    await client.invalidateQueries({ queryKey: transferQueries.list().queryKey });
  };
  return (
    <div className="flex flex-wrap items-center gap-3 pt-2">
      <Button size="s" pending={isPending} onClick={() => void cancel()}>
        Take it back<span className="sr-only"> {name}</span>
      </Button>
      {failure && (
        <span role="alert" className="text-12 text-bad">
          {failure.message}
        </span>
      )}
      {proof}
    </div>
  );
}
