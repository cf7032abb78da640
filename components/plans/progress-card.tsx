"use client";

import { type RefObject, useEffect, useState } from "react";
import type { PlanDto } from "@/server/plans/schemas";
import { AlertDialog } from "../ui/alert-dialog";
import { Button } from "../ui/button";
import { Card } from "../ui/card";
import { cn } from "../ui/cn";
import { Notice } from "../ui/notice";
import { formatCount } from "../ui/numbers";
import { ProgressBar } from "../ui/progress-bar";
import { type Pace, paceFrom, type Sample, sampled } from "./pace";
import { type Counts, countsOf } from "./progress";
import { isLive } from "./queries";
import { useSteer } from "./use-plan-steps";
import { namesWord } from "./words";

type ProgressCardProps = { plan: PlanDto; heading: RefObject<HTMLSpanElement | null> };

/** A plan at work: how far it is, how fast, and how to hold it. */
export function ProgressCard({ plan, heading }: ProgressCardProps) {
  const counts = countsOf(plan);
  const pace = usePace(plan, counts);
  const isPaused = plan.state === "paused";
  return (
    <Card
      title={
        <span ref={heading} tabIndex={-1} className="outline-none">
          {isPaused ? "Paused" : "Running"}
        </span>
      }
      note={isPaused ? "nothing more is done" : paceText(pace)}
      action={<Controls plan={plan} counts={counts} />}
    >
      {isPaused && plan.pauseReason && (
        <Notice className="mb-3" title={plan.pauseReason}>
          {plan.kind === "import"
            ? "What was brought in stays. Go on, or cancel the rest."
            : "What was sent is still looked for. Look at what failed, then go on or cancel the rest."}
        </Notice>
      )}
      <ProgressBar label="Names done" done={counts.ended} total={counts.total} className="mb-4" />
      <Figures counts={counts} kind={plan.kind} />
    </Card>
  );
}

function usePace(plan: PlanDto, { ended, total }: Counts): Pace | null {
  const [samples, setSamples] = useState<readonly Sample[]>([]);
  const live = isLive(plan);
  useEffect(() => {
    if (live) setSamples((now) => sampled(now, { atMs: Date.now(), done: ended }));
  }, [live, ended]);
  return live ? paceFrom(samples, total) : null;
}

function paceText(pace: Pace | null): string {
  if (!pace) return "the time it takes is told once a tenth is done";
  const { perMinute, secondsLeft } = pace;
  const left =
    secondsLeft < 60
      ? "less than a minute"
      : `about ${formatCount(Math.ceil(secondsLeft / 60))} min`;
  return `${formatCount(perMinute)} a minute, ${left} left`;
}

type Figure = {
  readonly key: keyof Counts;
  readonly label: string;
  readonly tone?: string;
};

/** What comes from a file is done here: nothing of it is on its way. */
const FILE_FIGURES: readonly Figure[] = [
  { key: "queued", label: "Waiting" },
  { key: "seen", label: "Done" },
  { key: "failed", label: "Changed meanwhile", tone: "text-bad" },
  { key: "cancelled", label: "Not brought in" },
];

const SENT_FIGURES: readonly Figure[] = [
  { key: "queued", label: "Queued" },
  { key: "sent", label: "Sent" },
  { key: "accepted", label: "Accepted" },
  { key: "seen", label: "Seen at the registrar" },
  { key: "failed", label: "Failed", tone: "text-bad" },
  { key: "unknown", label: "Outcome unknown", tone: "text-warn" },
  { key: "cancelled", label: "Not sent" },
];

/** How many names stand where; once all have ended, only where there are some. */
export function Figures({ counts, kind }: { counts: Counts; kind: PlanDto["kind"] }) {
  const isOver = counts.ended === counts.total;
  const figures = kind === "import" ? FILE_FIGURES : SENT_FIGURES;
  const shown = figures.filter(({ key }) =>
    isOver || key === "cancelled" ? counts[key] > 0 || key === "seen" : true,
  );
  return (
    <dl className="grid grid-cols-[repeat(auto-fill,minmax(7.5rem,1fr))] gap-x-4 gap-y-3">
      {shown.map(({ key, label, ...rest }) => (
        <div key={key} className="flex flex-col-reverse justify-end">
          <dt className="text-12 text-ink-3">{label}</dt>
          <dd
            className={cn(
              "text-16 font-medium",
              counts[key] === 0 ? "text-ink-3" : "tone" in rest && rest.tone,
            )}
          >
            {formatCount(counts[key])}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Controls({ plan, counts }: { plan: PlanDto; counts: Counts }) {
  const steer = useSteer(plan.id);
  const isPaused = plan.state === "paused";
  const step = isPaused ? "resume" : "pause";
  return (
    <>
      {(isPaused || counts.queued > 0) && (
        <Button
          size="s"
          pending={steer.isPending && steer.variables === step}
          onClick={() => steer.mutate(step)}
        >
          {isPaused ? "Go on" : "Pause"}
        </Button>
      )}
      {counts.queued > 0 && (
        <AlertDialog
          danger
          trigger={
            <Button size="s" variant="quiet">
              Cancel the rest…
            </Button>
          }
          title={`Cancel the ${namesWord(counts.queued)} that wait?`}
          description={
            plan.kind === "import"
              ? "They stay as they are. What was brought in already stays; its way back can be planned afterwards."
              : "They stay as they are. What was sent already is not taken back; it is still looked for."
          }
          confirm="Cancel the rest"
          onConfirm={async () => {
            await steer.mutateAsync("cancel");
          }}
        />
      )}
    </>
  );
}
