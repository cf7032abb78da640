import { randomUUID } from "node:crypto";
import type { Database, Transaction } from "@/db/client";
import type { OrganisationSettings } from "../settings/schemas";
import { settingsOf } from "../settings/settings-of";
import { changedAt } from "../settings/store";
import { dueBetween } from "./due";
import { planOf, planText } from "./plan-of";
import type { ScheduleName } from "./schemas";
import * as store from "./store";

/** The grace a call has beyond its budget before another takes its run over. */
const GRACE_SECONDS = 30;

export type Claim =
  | { readonly kind: "run"; readonly run: store.RunRow; readonly missed: number }
  | { readonly kind: "busy" }
  | { readonly kind: "nothing" };

/**
 * Since when the plan holds that the settings make now. One that was just changed holds from when it was saved:
 * what it would have made due before that was never asked for.
 */
async function planSince(
  tx: Transaction,
  schedule: ScheduleName,
  plan: string,
  now: Date,
): Promise<Date> {
  const known = await store.lockPlan(tx, schedule, { plan, since: now });
  if (known.plan === plan) return known.since;
  const saved = await changedAt(tx);
  const since = saved && saved > known.since && saved < now ? saved : now;
  await store.setPlan(tx, schedule, { plan, since });
  return since;
}

const latest = (one: Date, other: Date | null) => (other && other > one ? other : one);

/** What is due of a schedule and not on record, earliest first. */
async function dueOf(
  tx: Transaction,
  schedule: ScheduleName,
  settings: OrganisationSettings,
): Promise<Date[]> {
  const now = await store.clock(tx);
  const plan = planOf(schedule, settings);
  const since = await planSince(tx, schedule, planText(plan, settings.timeZone), now);
  if (!plan) return [];
  return dueBetween(
    plan,
    settings.timeZone,
    latest(since, await store.newestDue(tx, schedule)),
    now,
  );
}

/**
 * Takes what is to be done of a schedule: its unfinished run, or its newest due occurrence. Occurrences before that
 * one are written down as missed. Of several callers one gets it; the database decides.
 */
export async function claim(
  tx: Transaction,
  schedule: ScheduleName,
  budgetMs: number,
): Promise<Claim> {
  const settings = await settingsOf(tx);
  const due = await dueOf(tx, schedule, settings);
  const lease = { token: randomUUID(), seconds: Math.ceil(budgetMs / 1_000) + GRACE_SECONDS };
  const open = await store.takeUp(tx, schedule, lease);
  if (open) return { kind: "run", run: open, missed: 0 };
  if (await store.isOpen(tx, schedule)) return { kind: "busy" };
  const newest = due.at(-1);
  if (!newest) return { kind: "nothing" };
  const missed = due.slice(0, -1);
  await store.noteMissed(tx, schedule, missed);
  const run = await store.begin(tx, schedule, newest, lease);
  return run ? { kind: "run", run, missed: missed.length } : { kind: "busy" };
}

/** Whether a claim could find anything, without a lock: what answers no is left alone. */
export async function mayHaveDue(db: Database): Promise<(schedule: ScheduleName) => boolean> {
  const [settings, { now, known }] = await Promise.all([settingsOf(db), store.glance(db)]);
  return (schedule) => {
    const plan = planOf(schedule, settings);
    const seen = known.get(schedule);
    if (!seen || seen.isOpen || seen.plan !== planText(plan, settings.timeZone)) return true;
    if (!plan) return false;
    return dueBetween(plan, settings.timeZone, latest(seen.since, seen.newestDue), now).length > 0;
  };
}
