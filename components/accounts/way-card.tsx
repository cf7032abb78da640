"use client";

import { useState } from "react";
import type { AccountDto } from "@/server/accounts/schemas";
import { Button } from "../ui/button";
import { Card } from "../ui/card";
import { DefinitionList } from "../ui/definition-list";
import { ProxyDialog } from "./proxy-dialog";
import { RemoveProxy } from "./remove-proxy";

type WayCardProps = { account: AccountDto; canManage: boolean };

/** How the registrar is reached: directly, or through a proxy whose address the registrar knows. */
export function WayCard({ account, canManage }: WayCardProps) {
  const [step, setStep] = useState<"change" | "remove" | null>(null);
  const close = () => setStep(null);
  const { proxy, registrarName } = account;
  return (
    <Card
      title="Way to the registrar"
      action={
        canManage && (
          <>
            {proxy && (
              <Button size="s" onClick={() => setStep("remove")}>
                Remove proxy…
              </Button>
            )}
            <Button size="s" onClick={() => setStep("change")}>
              {proxy ? "Change proxy…" : "Use a proxy…"}
            </Button>
          </>
        )
      }
    >
      {proxy ? (
        <ProxyFacts proxy={proxy} isWhole={canManage} />
      ) : (
        <p className="text-ink-2">
          {registrarName} is called directly from this server. Where it lets in known addresses
          alone and this server has none that stays, use a proxy that has one.
        </p>
      )}
      {step === "change" && <ProxyDialog account={account} onClose={close} />}
      {step === "remove" && <RemoveProxy account={account} onClose={close} />}
    </Card>
  );
}

type ProxyProps = { proxy: NonNullable<AccountDto["proxy"]>; isWhole: boolean };

function ProxyFacts({ proxy: { url, username, hasPassword }, isWhole }: ProxyProps) {
  const address = <code className="font-mono text-12 [overflow-wrap:anywhere]">{url}</code>;
  return (
    <DefinitionList
      entries={[
        { term: "Through the proxy", value: address },
        ...(isWhole
          ? [
              { term: "User name", value: username ?? <None /> },
              { term: "Password", value: hasPassword ? "kept sealed" : <None /> },
            ]
          : []),
      ]}
    />
  );
}

const None = () => <span className="text-ink-3">none</span>;
