"use client";

import { KeyRound } from "lucide-react";
import { useState } from "react";
import { Button } from "../ui/button";
import { singleSignOnAddress } from "./sign-in-request";
import { refusalInWords } from "./sign-in-words";

/** Leads to the organisation's own sign-in service. */
export function SingleSignOnButton({ onFailure }: { onFailure: (message: string) => void }) {
  const [isPending, setPending] = useState(false);
  const leave = async () => {
    setPending(true);
    const address = await singleSignOnAddress();
    if (address) return location.assign(address);
    setPending(false);
    onFailure(refusalInWords({ code: "OAuthSignin" }));
  };
  return (
    <div className="mt-4 grid gap-4">
      <p className="flex items-center gap-3 text-12 text-ink-3 before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line">
        or
      </p>
      <Button size="l" pending={isPending} onClick={() => void leave()}>
        <KeyRound /> Sign in with your organisation
      </Button>
    </div>
  );
}
