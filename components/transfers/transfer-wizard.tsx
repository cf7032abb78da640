"use client";

import { useQuery } from "@tanstack/react-query";
import { useSearchParams } from "next/navigation";
import { useEffect, useRef } from "react";
import type { TransferDto } from "@/server/transfers/schemas";
import { PageHeader } from "../shell/page-header";
import { Button } from "../ui/button";
import { ErrorState } from "../ui/error-state";
import { SkeletonBlock } from "../ui/skeleton";
import { CodesStep } from "./codes-step";
import { FollowUpStep } from "./follow-up-step";
import { NameserversStep } from "./nameservers-step";
import { PreflightStep } from "./preflight-step";
import { PriceStep } from "./price-step";
import { transferQueries } from "./queries";
import { StepList } from "./step-list";
import { type Step, stepOf } from "./steps";
import { namesWord } from "./words";

/** A transfer from its pre-flight to its post-check. Where one is stands in the address; what was entered, on the server. */
export function TransferWizard({ id }: { id: string }) {
  const { data, error, refetch } = useQuery(transferQueries.one(id));
  if (data) return <Wizard transfer={data} />;
  if (error)
    return (
      <ErrorState
        level={1}
        title="The transfer could not be loaded."
        cause={error.message}
        retry={<Button onClick={() => void refetch()}>Try again</Button>}
      />
    );
  return <SkeletonBlock label="Loading the transfer" lines={8} />;
}

const BEFORE_ORDER: readonly Step[] = ["preflight", "codes", "nameservers", "price"];

function Wizard({ transfer }: { transfer: TransferDto }) {
  const { plan, account, rows } = transfer;
  const step = stepOf(transfer, useSearchParams().get("step"));
  const isOrdered = plan.appliedAt !== null;
  return (
    <>
      <PageHeader
        title={isOrdered ? "Transfer" : "Transfer names in"}
        facts={`${namesWord(rows.length)} to ${account.name}`}
        crumb={rows.length === 1 ? (rows[0]?.nameUnicode ?? "Transfer") : namesWord(rows.length)}
      />
      <StepList current={step} id={plan.id} open={isOrdered ? [] : BEFORE_ORDER} />
      <StepBody key={step} step={step}>
        <StepContent step={step} transfer={transfer} />
      </StepBody>
    </>
  );
}

function StepContent({ step, transfer }: { step: Step; transfer: TransferDto }) {
  if (step === "codes") return <CodesStep transfer={transfer} />;
  if (step === "nameservers") return <NameserversStep transfer={transfer} />;
  if (step === "price") return <PriceStep transfer={transfer} />;
  if (step === "follow-up") return <FollowUpStep transfer={transfer} />;
  return <PreflightStep transfer={transfer} />;
}

/** Takes focus when one comes to a step from another, so that reading begins there. */
function StepBody({ step, children }: { step: Step; children: React.ReactNode }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const came = sessionStorage.getItem(LAST_STEP);
    sessionStorage.setItem(LAST_STEP, step);
    if (came !== null && came !== step) box.current?.focus();
  }, [step]);
  return (
    <div ref={box} tabIndex={-1} className="grid gap-4 outline-none">
      {children}
    </div>
  );
}
const LAST_STEP = "namekeep.transfer-step";
