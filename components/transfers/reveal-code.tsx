"use client";

import { useState } from "react";
import { revealAuthCodeAction } from "@/server/actions/transfers";
import type { RevealedCodeDto } from "@/server/transfers/schemas";
import { useStepUp } from "../auth/use-step-up";
import { ApiError } from "../query/api-error";
import { settled } from "../query/settled";
import { Button } from "../ui/button";
import { CopyButton } from "../ui/copy-button";
import { Notice } from "../ui/notice";

/** Shows the auth code of a name, once: it is gone with the page, and that it was shown stands in the log. */
export function RevealCode({ name }: { name: string }) {
  const { guard, dialog } = useStepUp();
  const [code, setCode] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [isPending, setPending] = useState(false);

  const reveal = async () => {
    setPending(true);
    setProblem(null);
    try {
      const { authCode } = await guard(() =>
        settled<RevealedCodeDto>(revealAuthCodeAction({ domain: name })),
      );
      setCode(authCode);
    } catch (error) {
      setProblem(error instanceof ApiError ? error.message : "That did not work.");
    } finally {
      setPending(false);
    }
  };

  return (
    <>
      <div role="alert" className="empty:hidden">
        {problem && <Notice tone="bad" title={problem} className="mb-3" />}
      </div>
      {code === null ? (
        <>
          <p className="pb-3 text-ink-2">
            Whoever has it can take the name away. It is read at the registrar, shown once, and that
            it was shown stands in the audit log.
          </p>
          <Button pending={isPending} onClick={() => void reveal()}>
            Show the auth code
          </Button>
        </>
      ) : (
        <div role="status" className="grid gap-2">
          <p className="flex flex-wrap items-center gap-2">
            <code className="rounded-s bg-sunken px-2 py-1 font-mono select-all [overflow-wrap:anywhere]">
              {code}
            </code>
            <CopyButton text={code} what="auth code" />
            <Button size="s" variant="quiet" onClick={() => setCode(null)}>
              Hide it
            </Button>
          </p>
          <p className="text-12 text-ink-3">It is kept nowhere here.</p>
        </div>
      )}
      {dialog}
    </>
  );
}
