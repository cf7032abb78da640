/** What was asked for in time is still heard and written: what is cut off has to be asked for again. */
const HEARD_MS = 1_000;

/** When a reading is to end, and why. */
export type Stopping = {
  /** Gives up what is being asked: at once when the reading was cancelled, a second after its time ran out. */
  readonly signal: AbortSignal;
  /** Why no further step may begin; null: go on. */
  readonly why: () => "out_of_time" | "cancelled" | null;
  readonly cancel: () => void;
};

/**
 * Ends a reading after its time, when somebody cancels it, or when the process that does it is to end.
 *
 * @param budgetMs milliseconds from now
 */
export function stoppingAfter(budgetMs: number, signal?: AbortSignal): Stopping {
  const deadline = Date.now() + budgetMs;
  const cancelled = new AbortController();
  const ends = [AbortSignal.timeout(Math.max(0, budgetMs) + HEARD_MS), cancelled.signal];
  const either = AbortSignal.any(signal ? [...ends, signal] : ends);
  return {
    signal: either,
    why: () => {
      if (cancelled.signal.aborted) return "cancelled";
      return either.aborted || Date.now() >= deadline ? "out_of_time" : null;
    },
    cancel: () => cancelled.abort(new Error("The run was cancelled.")),
  };
}
