import type { PlanDto } from "@/server/plans/schemas";

export type Counts = {
  readonly total: number;
  /** Nothing more happens to these. */
  readonly ended: number;
  readonly queued: number;
  /** On the way: not taken up by the registrar yet. */
  readonly sent: number;
  readonly accepted: number;
  readonly seen: number;
  readonly failed: number;
  readonly unknown: number;
  readonly cancelled: number;
};

/** The operations of a plan, counted as a person follows them: each stands in one place. */
export function countsOf({ progress, accepted }: Pick<PlanDto, "progress" | "accepted">): Counts {
  const of = (state: keyof typeof progress) => progress[state] ?? 0;
  const queued = of("pending") + of("retrying");
  const cancelled = of("cancelled") + of("superseded");
  const seen = of("completed");
  const failed = of("failed");
  const unknown = of("unknown");
  const ended = seen + failed + cancelled;
  return {
    total: ended + queued + of("submitted") + unknown,
    ended,
    queued,
    sent: of("submitted") - accepted,
    accepted,
    seen,
    failed,
    unknown,
    cancelled,
  };
}
