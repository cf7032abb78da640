"use client";

import { useQueryClient } from "@tanstack/react-query";
import type { AccountDto } from "@/server/accounts/schemas";
import { resetBreakersAction } from "@/server/actions/accounts";
import { useSubmission } from "../query/use-submission";
import { Button } from "../ui/button";
import { DateText } from "../ui/date-text";
import { Notice } from "../ui/notice";

/** Says that an endpoint is not called for now, why, until when, and lets a person try at once. */
export function BreakerNotice({ account }: { account: AccountDto }) {
  const client = useQueryClient();
  const reset = useSubmission(resetBreakersAction);
  const [breaker] = account.breakers;
  if (!breaker) return null;
  const again = async () => {
    if (await reset.submit({ accountId: account.id }))
      await client.invalidateQueries({ queryKey: ["accounts"] });
  };
  return (
    <Notice
      tone="warn"
      title={`${breaker.endpoint} has been failing, so no call leaves for it now.`}
      action={
        <Button size="s" pending={reset.isPending} onClick={() => void again()}>
          Try again now
        </Button>
      }
    >
      {breaker.lastFailure && <p>{breaker.lastFailure}</p>}
      <p>
        One call is tried by itself
        {breaker.until && (
          <>
            {" "}
            on <DateText value={breaker.until} time />
          </>
        )}
        ; if it is answered, the others follow. {reset.failure?.message}
      </p>
    </Notice>
  );
}
