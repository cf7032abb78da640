"use client";

import type { SyncRunDetailDto } from "@/server/sync/schemas";
import { AgeText } from "../ui/age-text";
import { Notice } from "../ui/notice";

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
        <Notice title="Some names could not be read.">
          They keep what was last known of them; the next run tries them again.
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
