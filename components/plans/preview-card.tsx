"use client";

import type { PlanDto } from "@/server/plans/schemas";
import { Button } from "../ui/button";
import { Card } from "../ui/card";
import { useNow } from "../ui/clock";
import { Notice } from "../ui/notice";
import { formatCount } from "../ui/numbers";
import { ApplyForm } from "./apply-form";
import { ApprovalCard } from "./approval-card";
import { DnsNotice } from "./dns/dns-notice";
import { checkingOf } from "./dns/words";
import { useFollowUp, useSteer } from "./use-plan-steps";
import { chosenOf, sumText } from "./words";

type PreviewCardProps = { plan: PlanDto };

/** A plan that nothing was sent of: what it would do, what stands before it, and the button. */
export function PreviewCard({ plan }: PreviewCardProps) {
  const leftMs = useTimeLeft(plan);
  const isOver = plan.isExpired || leftMs <= 0;
  return (
    <Card title="Preview" note={isOver ? "too old to start" : <Validity leftMs={leftMs} />}>
      <Figures plan={plan} />
      <DnsNotice plan={plan} />
      <Gates plan={plan} />
      <ApprovalCard plan={plan} isOver={isOver} />
      {isOver ? <TooOld plan={plan} /> : <ApplyForm plan={plan} />}
    </Card>
  );
}

/** How long a preview is still good for; it moves on by itself. */
function useTimeLeft({ expiresAt }: PlanDto): number {
  return Date.parse(expiresAt) - Date.parse(useNow());
}

function Validity({ leftMs }: { leftMs: number }) {
  const minutes = Math.max(1, Math.round(leftMs / 60_000));
  const hours = Math.round(minutes / 60);
  const left = minutes > 90 ? `${hours} h` : `${minutes} min`;
  return <span role="timer">valid for {hours > 72 ? `${Math.round(hours / 24)} days` : left}</span>;
}

/** "300 selected · 285 change · 10 already so · 5 skipped". What is none of is left unsaid. */
function Figures({ plan }: { plan: PlanDto }) {
  const { change, same, skipped, impossible } = plan.verdicts;
  const rest = [
    [same, "already so"],
    [skipped, "skipped"],
    [impossible, "not possible"],
    [plan.excluded, "left out by hand"],
  ] as const;
  return (
    <p className="mb-3 flex flex-wrap gap-x-1.5 text-14">
      <span>{formatCount(plan.names)} selected</span>
      <span aria-hidden="true">·</span>
      <strong className="font-semibold">
        {formatCount(chosenOf(plan))} {change === 1 ? "changes" : "change"}
      </strong>
      {rest.map(
        ([names, word]) =>
          names > 0 && (
            <span key={word} className="text-ink-2">
              <span aria-hidden="true">· </span>
              {formatCount(names)} {word}
            </span>
          ),
      )}
      {plan.costs.length > 0 && (
        <span className="text-ink-2">
          <span aria-hidden="true">· </span>
          together <strong className="font-semibold text-ink">{sumText(plan.costs)}</strong>
        </span>
      )}
    </p>
  );
}

function Gates({ plan }: { plan: PlanDto }) {
  // What would break has a notice of its own; and while the DNS is asked there is nothing to start.
  const told = plan.gates.filter(({ gate }) => gate !== "cost" && gate !== "delegation");
  if (told.length === 0 || chosenOf(plan) === 0 || checkingOf(plan) > 0) return null;
  return (
    <Notice
      tone={told.some(({ gate }) => gate === "dnssec") ? "bad" : "warn"}
      className="mb-3"
      title="Look twice before you start it."
    >
      <ul>
        {told.map(({ gate, text }) => (
          <li key={`${gate} ${text}`}>{text}</li>
        ))}
      </ul>
    </Notice>
  );
}

const ASKED_HERE = new Set([
  "renew",
  "nameserver_update",
  "lock_update",
  "auto_renew_update",
  "whois_update",
  "contact_update",
  "import",
]);

function TooOld({ plan }: { plan: PlanDto }) {
  const follow = useFollowUp(plan.id);
  const steer = useSteer(plan.id);
  const canPlanAgain = ASKED_HERE.has(plan.kind);
  return (
    <Notice
      tone="info"
      title="This preview is too old to start, and the names may have changed since."
      action={
        canPlanAgain && (
          <>
            <Button
              size="s"
              variant="quiet"
              pending={steer.isPending}
              onClick={() => steer.mutate("cancel")}
            >
              Discard
            </Button>
            <Button
              size="s"
              variant="primary"
              pending={follow.isPending}
              onClick={() => follow.mutate({ way: "again" })}
            >
              Plan again
            </Button>
          </>
        )
      }
    >
      {canPlanAgain
        ? "Nothing was changed. Planning again looks at the same names anew."
        : "Nothing was changed. Begin it again from where it was asked for."}
    </Notice>
  );
}
