"use client";

import { useState } from "react";
import { approvePlanAction } from "@/server/actions/plans";
import { APPROVER_WORDS } from "@/server/approvals/schemas";
import type { PlanDto } from "@/server/plans/schemas";
import { useStepUp } from "../auth/use-step-up";
import { ApiError } from "../query/api-error";
import { settled } from "../query/settled";
import { Button } from "../ui/button";
import { DateText } from "../ui/date-text";
import { Notice } from "../ui/notice";
import { TextField } from "../ui/text-field";
import { useTakePlan } from "./use-plan-steps";

type ApprovalCardProps = { plan: PlanDto; isOver: boolean };

/** Whether a second person has to agree, whom it waits for, and, for that person, the two buttons. */
export function ApprovalCard({ plan, isOver }: ApprovalCardProps) {
  const { isNeeded, approvedAt, approvedBy, comment, rule, canDecide } = plan.approval;
  if (!isNeeded) return null;
  if (approvedAt)
    return (
      <Notice
        tone="ok"
        className="mb-3"
        title={`Approved by ${approvedBy?.name ?? "a second person"}.`}
      >
        <DateText value={approvedAt} time />. It is for exactly what stands below.
        {comment && <Comment text={comment} />}
      </Notice>
    );
  if (isOver) return null;
  if (canDecide) return <Decision plan={plan} />;
  return (
    <Notice
      tone="warn"
      className="mb-3"
      title="A second person must approve this before it starts."
    >
      {plan.isOwn
        ? `Whoever may decide sees it in their list: ${whoOf(plan)}. This page follows by itself; keep its address.`
        : `It was asked for by ${plan.requestedBy.name}; ${whoOf(plan)} decides.`}
      <RuleText rule={rule} />
    </Notice>
  );
}

const whoOf = ({ approval }: PlanDto): string => APPROVER_WORDS[approval.rule?.approver ?? "house"];

/** The rule it is held back by, as it stood when this was planned. */
function RuleText({ rule }: { rule: PlanDto["approval"]["rule"] }) {
  if (!rule) return null;
  return (
    <span className="mt-1 block text-12">
      By the rule “{rule.name}”: {rule.words}
    </span>
  );
}

/** What whoever decided had to say. */
export function Comment({ text }: { text: string }) {
  return <span className="mt-1 block [overflow-wrap:anywhere]">They say: “{text}”</span>;
}

function useDecision(plan: PlanDto) {
  const [asked, setAsked] = useState<"grant" | "refuse" | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const { guard, dialog } = useStepUp();
  const take = useTakePlan();
  const decide = async (isGranted: boolean, reason: string) => {
    setAsked(isGranted ? "grant" : "refuse");
    setProblem(null);
    const input = {
      id: plan.id,
      hash: plan.hash,
      isGranted,
      ...(reason.trim() ? { reason: reason.trim() } : {}),
    };
    try {
      take(await guard(() => settled<PlanDto>(approvePlanAction(input))));
    } catch (cause) {
      setProblem(cause instanceof ApiError ? cause.message : "That did not work.");
    } finally {
      setAsked(null);
    }
  };
  return { decide, asked, problem, dialog };
}

function Decision({ plan }: { plan: PlanDto }) {
  const [reason, setReason] = useState("");
  const { decide, asked, problem, dialog } = useDecision(plan);
  return (
    <>
      <Notice
        tone="warn"
        className="mb-3"
        title={`${plan.requestedBy.name} asks for your approval.`}
      >
        <p>Look at the names below: your answer is for exactly these values, and is logged.</p>
        <RuleText rule={plan.approval.rule} />
        <div className="mt-3 grid max-w-130 gap-3">
          <TextField
            label="Reason"
            help="Whoever asked reads it. A refusal needs a reason."
            value={reason}
            maxLength={500}
            autoComplete="off"
            error={problem ?? undefined}
            onChange={(event) => setReason(event.target.value)}
          />
          <div className="flex flex-wrap gap-2">
            <Button
              variant="primary"
              pending={asked === "grant"}
              onClick={() => void decide(true, reason)}
            >
              Approve
            </Button>
            <Button pending={asked === "refuse"} onClick={() => void decide(false, reason)}>
              Refuse
            </Button>
          </div>
        </div>
      </Notice>
      {dialog}
    </>
  );
}
