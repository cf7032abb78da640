"use client";

import type { Route } from "next";
import Link from "next/link";
import type { PlanDto } from "@/server/plans/schemas";
import { Button } from "../../ui/button";
import { Notice } from "../../ui/notice";
import { ProgressBar } from "../../ui/progress-bar";
import { chosenOf, namesWord } from "../words";
import { useExcludeByDns, useRemoveKeysFirst } from "./use-dns-steps";
import { checkingOf } from "./words";

type Props = { plan: PlanDto };

/** What the DNS has to say before a plan of nameservers starts: what is still looked at, and what would break. */
export function DnsNotice({ plan }: Props) {
  if (!plan.dns || chosenOf(plan) === 0) return null;
  return (
    <div className="mb-3 grid gap-3 empty:hidden">
      {checkingOf(plan) > 0 &&
        (plan.afterPlanId ? <Waiting plan={plan} /> : <Checking plan={plan} />)}
      {plan.dns.breaks > 0 && !plan.afterPlanId && <Breaking plan={plan} />}
    </div>
  );
}

const canChoose = ({ isOwn, approval }: PlanDto) => isOwn && approval.approvedAt === null;

function Checking({ plan }: Props) {
  const leave = useExcludeByDns(plan.id);
  const all = chosenOf(plan);
  const left = checkingOf(plan);
  return (
    <Notice
      tone="info"
      title={`The DNS is being asked about ${namesWord(left)}.`}
      action={
        canChoose(plan) && (
          <Button size="s" pending={leave.isPending} onClick={() => leave.mutate("checking")}>
            Leave {left === 1 ? "it" : "them"} out
          </Button>
        )
      }
    >
      It can start when that has ended. What cannot be found out within ten minutes is not known.
      <ProgressBar label="Names looked at in the DNS" done={all - left} total={all} />
    </Notice>
  );
}

function Waiting({ plan }: Props) {
  return (
    <Notice
      tone="info"
      title={`${namesWord(checkingOf(plan))} ${checkingOf(plan) === 1 ? "waits" : "wait"} for the keys to go.`}
    >
      {plan.afterPlanId && (
        <Link href={`/plans/${plan.afterPlanId}` as Route} prefetch={false} className="link">
          Another plan
        </Link>
      )}{" "}
      takes the keys (DS) away. This one can start once the zones above show none any more and
      resolvers have had the time to forget them; that is looked after by itself. You may leave this
      page.
    </Notice>
  );
}

function Breaking({ plan }: Props) {
  const stage = useRemoveKeysFirst(plan.id);
  const leave = useExcludeByDns(plan.id);
  const names = plan.dns?.breaks ?? 0;
  return (
    <Notice
      tone="bad"
      title={`${namesWord(names)} would stop resolving with these nameservers.`}
      action={
        canChoose(plan) && (
          <>
            <Button size="s" pending={leave.isPending} onClick={() => leave.mutate("breaks")}>
              Leave {names === 1 ? "it" : "them"} out
            </Button>
            <Button
              size="s"
              variant="primary"
              pending={stage.isPending || stage.isSuccess}
              onClick={() => stage.mutate()}
            >
              Remove the keys first
            </Button>
          </>
        )
      }
    >
      The zone above vouches for keys (DS) that the new nameservers do not sign with. Removing the
      keys first makes two plans: one that takes them away, and one of the nameservers that waits
      until nobody has the keys any more. Or put the same keys on the new nameservers, and plan
      again.
    </Notice>
  );
}
