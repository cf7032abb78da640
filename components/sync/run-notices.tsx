"use client";

import type { SyncRunDetailDto } from "@/server/sync/schemas";
import { AgeText } from "../ui/age-text";
import { Notice } from "../ui/notice";
import { formatCount } from "../ui/numbers";
import { isLive } from "./queries";

const names = (count: number) => `${formatCount(count)} ${count === 1 ? "name" : "names"}`;

const notReached = ({ unreached }: SyncRunDetailDto): string =>
  unreached > 0 ? `${names(unreached)} had not been reached.` : "It had reached every name.";

const partialTitle = ({ unreached }: SyncRunDetailDto): string =>
  unreached > 0 ? `${names(unreached)} were not reached.` : "Some names could not be read.";

/** What stopped a run, or keeps it waiting: the class of cause, what was said, and what helps. */
export function RunNotices({ run }: { run: SyncRunDetailDto }) {
  const { failure } = run;
  return (
    <div className="mb-4 grid gap-2 empty:hidden">
      {failure && (
        <Notice
          tone={run.state === "failed" ? "bad" : "warn"}
          title={`${failure.cause}: ${failure.message}`}
        >
          <ul>
            {failure.steps.map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ul>
        </Notice>
      )}
      {run.state === "partial" && !failure && (
        <Notice title={partialTitle(run)}>
          They keep what was last known of them; the next run tries them again.
        </Notice>
      )}
      {run.state === "cancelled" && (
        <Notice title="This run was cancelled.">What it had read stays. {notReached(run)}</Notice>
      )}
      {isLive(run) && run.cancelAskedAt && (
        <Notice tone="info" title="This run ends.">
          What is being asked is answered first; nothing more is begun.
        </Notice>
      )}
      {run.isSilent && (
        <Notice title="This run was cut off.">
          Nothing is lost: the next tick goes on where it stopped. It began{" "}
          <AgeText value={run.startedAt} />.
        </Notice>
      )}
      {run.state === "paused" && (
        <Notice tone="info" title="This run waits.">
          The registrar asked for a pause, or the time of one step was over. It goes on by itself.
        </Notice>
      )}
    </div>
  );
}
