import type { Transaction } from "@/db/client";
import { authorize } from "../auth/policy";
import type { ServiceContext } from "../kernel/context";
import { read } from "../kernel/transact";
import type { OrganisationSettings } from "../settings/schemas";
import { settingsOf } from "../settings/settings-of";
import { dueBetween, nextDue, type Plan } from "./due";
import { planOf, planText } from "./plan-of";
import {
  LATE_AFTER_SECONDS,
  SCHEDULES,
  type ScheduleDto,
  type ScheduleName,
  type ScheduleRunDto,
} from "./schemas";
import * as store from "./store";

const RUNS_EACH = 10;
/** A run that was late or failed is told of for so long; a weekly one would else be told of all week. */
const TOLD_MS = 3 * 86_400_000;

type Seen = { readonly now: Date; readonly settings: OrganisationSettings };

/** The first instant that is due and not on record; null: nothing is. */
function firstDue(
  { now, settings }: Seen,
  plan: Plan,
  known: store.KnownPlan | undefined,
  newest: ScheduleRunDto | undefined,
): Date | null {
  if (known?.plan !== planText(plan, settings.timeZone)) return null;
  const after = Math.max(known.since.getTime(), newest ? Date.parse(newest.dueAt) : 0);
  return dueBetween(plan, settings.timeZone, new Date(after), now)[0] ?? null;
}

function alertOf(
  overdueSince: Date | null,
  [newest, before]: readonly ScheduleRunDto[],
  now: Date,
): ScheduleDto["alert"] {
  if (overdueSince) return "overdue";
  if (!newest || now.getTime() - Date.parse(newest.dueAt) > TOLD_MS) return null;
  if (newest.state === "failed") return "failed";
  if (!newest.isLate) return null;
  return before?.state === "missed" ? "missed" : "late";
}

async function scheduleOf(
  tx: Transaction,
  schedule: ScheduleName,
  seen: Seen,
  known: store.KnownPlan | undefined,
): Promise<ScheduleDto> {
  const runs = await store.newest(tx, schedule, RUNS_EACH);
  const plan = planOf(schedule, seen.settings);
  const isOpen = runs.some(({ finishedAt }) => finishedAt === null);
  const due = plan && !isOpen ? firstDue(seen, plan, known, runs[0]) : null;
  const isOverdue = due && seen.now.getTime() - due.getTime() >= LATE_AFTER_SECONDS * 1_000;
  const overdueSince = isOverdue ? due : null;
  return {
    schedule,
    nextAt: plan ? (nextDue(plan, seen.settings.timeZone, seen.now)?.toISOString() ?? null) : null,
    overdueSince: overdueSince?.toISOString() ?? null,
    runs,
    // What is switched off is nobody's worry.
    alert: plan ? alertOf(overdueSince, runs, seen.now) : null,
  };
}

/** Every schedule with its next occurrence, its last runs, and what is wrong: also while nobody is there to run it. */
export async function readSchedules(ctx: ServiceContext): Promise<ScheduleDto[]> {
  authorize(ctx.actor, "sync.run");
  return read(ctx, async (tx) => {
    const { now, known } = await store.glance(tx);
    const seen = { now, settings: await settingsOf(tx) };
    const found: ScheduleDto[] = [];
    for (const schedule of SCHEDULES)
      found.push(await scheduleOf(tx, schedule, seen, known.get(schedule)));
    return found;
  });
}
