import { authorize } from "../auth/policy";
import type { ServiceContext } from "../kernel/context";
import { report } from "../kernel/report";
import { transact } from "../kernel/transact";
import { claim, mayHaveDue } from "./claim";
import type { ScheduleName } from "./schemas";
import * as store from "./store";

/** One call of what a schedule does: bounded in time, taken up again from `progress` while it answers `paused`. */
export type ScheduledJob = (
  ctx: ServiceContext,
  call: {
    readonly dueAt: string;
    readonly progress: unknown;
    readonly budgetMs: number;
    readonly trigger: "cron" | "worker";
    readonly signal?: AbortSignal | undefined;
  },
) => Promise<store.CallEnd>;

export type ScheduledJobs = Readonly<Record<ScheduleName, ScheduledJob>>;

type Order = {
  readonly names: readonly ScheduleName[];
  readonly trigger: "cron" | "worker";
  /** Milliseconds that all of them have together. */
  readonly budgetMs: number;
  /** The process is to end: what runs stops, and is gone on with by the next. */
  readonly signal?: AbortSignal | undefined;
};

/** What a call did for one schedule: `busy` while another process runs it, `nothing` when nothing is due. */
export type ScheduleCallDto = {
  readonly schedule: ScheduleName;
  readonly outcome: "nothing" | "busy" | store.CallEnd["state"];
  readonly dueAt: string | null;
  readonly lateSeconds: number;
  /** Occurrences before it that nobody was there for. */
  readonly missed: number;
  readonly checked: number;
  readonly left: number;
};

const idle = (schedule: ScheduleName, outcome: "nothing" | "busy"): ScheduleCallDto => ({
  schedule,
  outcome,
  dueAt: null,
  lateSeconds: 0,
  missed: 0,
  checked: 0,
  left: 0,
});

const FAILED: store.CallEnd = {
  state: "failed",
  progress: null,
  checked: 0,
  changed: 0,
  errors: 1,
  left: 0,
  failure: "Namekeep met an error of its own; it is in the log.",
};

async function runOne(
  ctx: ServiceContext,
  jobs: ScheduledJobs,
  schedule: ScheduleName,
  { trigger, budgetMs, signal }: Omit<Order, "names">,
): Promise<ScheduleCallDto> {
  const claimed = await transact(ctx, (tx) => claim(tx, schedule, budgetMs));
  if (claimed.kind !== "run") return idle(schedule, claimed.kind);
  const { run, missed } = claimed;
  const call = { dueAt: run.dueAt, progress: run.progress, budgetMs, trigger, signal };
  const end = await jobs[schedule](ctx, call).catch((error: unknown) => {
    report(error, { part: `schedule ${schedule}`, requestId: ctx.requestId });
    return FAILED;
  });
  await transact(ctx, (tx) => store.endCall(tx, run, end));
  return {
    schedule,
    outcome: end.state,
    dueAt: new Date(run.dueAt).toISOString(),
    lateSeconds: run.lateSeconds,
    missed,
    checked: end.checked,
    left: end.left,
  };
}

/**
 * Does what schedules have due, one after the other. Safe to call at any rate and from several places at once: an
 * occurrence is begun once, a schedule never overlaps itself, and what time runs out for is gone on with by the next call.
 */
export async function runSchedules(
  ctx: ServiceContext,
  jobs: ScheduledJobs,
  { names, budgetMs, ...how }: Order,
): Promise<ScheduleCallDto[]> {
  authorize(ctx.actor, "sync.run");
  const deadline = Date.now() + budgetMs;
  const done: ScheduleCallDto[] = [];
  const isToDo = await mayHaveDue(ctx.db);
  for (const schedule of names) {
    if (!isToDo(schedule)) {
      done.push(idle(schedule, "nothing"));
      continue;
    }
    const left = deadline - Date.now();
    if (left <= 0 || how.signal?.aborted) break;
    done.push(await runOne(ctx, jobs, schedule, { ...how, budgetMs: left }));
  }
  return done;
}
