"use client";

import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import type { SyncRunDetailDto } from "@/server/sync/schemas";
import { PageHeader } from "../shell/page-header";
import { useAnnounce } from "../ui/announcer";
import { Button } from "../ui/button";
import { DateText } from "../ui/date-text";
import { DomainNameText } from "../ui/domain-name-text";
import { ErrorState } from "../ui/error-state";
import { SkeletonBlock } from "../ui/skeleton";
import { CancelRun } from "./cancel-run";
import { isLive, runQueries } from "./queries";
import { RunChanges } from "./run-changes";
import { RunCounts } from "./run-counts";
import { RunNotices } from "./run-notices";
import { RunProblems } from "./run-problems";
import { RunState } from "./run-state";
import { RunUnreached } from "./run-unreached";
import { triggerWord } from "./words";

/** One reading of a registrar, followed while it runs. */
export function RunScreen({ id }: { id: string }) {
  const run = useQuery(runQueries.one(id));
  if (run.data) return <Run run={run.data} />;
  if (run.isError)
    return (
      <ErrorState
        level={1}
        title="This run could not be loaded."
        cause={run.error.message}
        retry={<Button onClick={() => void run.refetch()}>Try again</Button>}
      />
    );
  return <SkeletonBlock label="Loading the run" lines={8} />;
}

function Run({ run }: { run: SyncRunDetailDto }) {
  useEndTold(run);
  return (
    <>
      <PageHeader
        crumb="Run"
        title={titleOf(run)}
        facts={<RunState run={run} />}
        actions={run.canCancel && <CancelRun run={run} />}
        summary={
          <>
            Started <DateText value={run.startedAt} time /> · {triggerWord(run.trigger)} by{" "}
            {run.actor}
            {run.mode === "status" && " · status and expiry alone"}
            {run.isForced && run.scope === "selection" && " · forced"}
            {run.domain && (
              <>
                {" · "}
                <a className="link" href={`/domains/${run.domain.name}`}>
                  <DomainNameText name={run.domain.nameUnicode} ascii={run.domain.name} />
                </a>
                {" in "}
                {run.account.name}
              </>
            )}
          </>
        }
      />
      <RunNotices run={run} />
      <div className="grid gap-4">
        <RunCounts run={run} />
        <RunChanges run={run} />
        <RunProblems problems={run.problems} errors={run.errors} />
        <RunUnreached names={run.unreachedNames} count={run.unreached} />
      </div>
    </>
  );
}

const titleOf = ({ domain, scope, account, expected }: SyncRunDetailDto): string => {
  if (domain) return `Reading of ${domain.nameUnicode}`;
  if (scope !== "selection") return account.name;
  return `${expected ?? "Some"} chosen names in ${account.name}`;
};

const ENDS = {
  completed: "is complete",
  partial: "ended in part",
  failed: "failed",
  cancelled: "was cancelled",
} as const;

/** Says once that a run ended that was seen running, and lets the title tell how far it is. */
function useEndTold(run: SyncRunDetailDto) {
  const announce = useAnnounce();
  const wasLive = useRef(false);
  const { state, checked, expected } = run;
  useEffect(() => {
    if (isLive({ state })) {
      wasLive.current = true;
      const of = expected === null ? "" : ` of ${expected}`;
      document.title = `${checked}${of} checked · Namekeep`;
    } else if (wasLive.current && state in ENDS) {
      wasLive.current = false;
      const words = ENDS[state as keyof typeof ENDS];
      document.title = `Sync ${words} · Namekeep`;
      announce(`The sync ${words}. ${checked} names were checked.`);
    }
  }, [announce, state, checked, expected]);
}
