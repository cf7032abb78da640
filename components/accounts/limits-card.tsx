"use client";

import { useState } from "react";
import type { AccountDto, LimitDto } from "@/server/accounts/schemas";
import { Button } from "../ui/button";
import { Card } from "../ui/card";
import { DefinitionList } from "../ui/definition-list";
import { formatCount } from "../ui/numbers";
import { LimitLeft } from "./limit-left";
import { RateDialog } from "./rate-dialog";
import { ResetLimits } from "./reset-limits";

type LimitsCardProps = { account: AccountDto; canManage: boolean };

/** How fast the registrar is called, who says so, and how much of that is left now. */
export function LimitsCard({ account, canManage }: LimitsCardProps) {
  const [step, setStep] = useState<"rate" | "reset" | null>(null);
  const close = () => setStep(null);
  const [limit] = account.limits;
  return (
    <Card
      title="Calls"
      action={
        canManage &&
        limit && (
          <>
            <Button size="s" onClick={() => setStep("reset")}>
              Reset…
            </Button>
            <Button size="s" onClick={() => setStep("rate")}>
              Change rate…
            </Button>
          </>
        )
      }
    >
      {limit ? (
        account.limits.map((one) => <Limit key={one.endpoint} limit={one} />)
      ) : (
        <p className="text-ink-2">This account makes no calls now.</p>
      )}
      {step === "rate" && limit && <RateDialog account={account} limit={limit} onClose={close} />}
      {step === "reset" && <ResetLimits account={account} onClose={close} />}
    </Card>
  );
}

const perMinute = (calls: number) => `${formatCount(calls)} a minute`;

function Limit({ limit }: { limit: LimitDto }) {
  const {
    endpoint,
    perMinute: rate,
    usualPerMinute,
    documentedPerMinute,
    source,
    isShared,
  } = limit;
  const isUsual = rate === usualPerMinute;
  return (
    <DefinitionList
      entries={[
        {
          term: "Endpoint",
          value: <code className="font-mono text-12 [overflow-wrap:anywhere]">{endpoint}</code>,
        },
        { term: "Left now", value: <LimitLeft limit={limit} /> },
        {
          term: "Our rate",
          value: isUsual
            ? perMinute(rate)
            : `${perMinute(rate)}, set here (usually ${formatCount(usualPerMinute)})`,
        },
        {
          term: "Registrar’s limit",
          value: documentedPerMinute === null ? "not published" : perMinute(documentedPerMinute),
        },
        { term: "Source", value: source },
        ...(isShared
          ? [{ term: "Counted for", value: "all accounts that call from this address together" }]
          : []),
      ]}
    />
  );
}
