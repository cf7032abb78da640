import { type OrganisationSettings, WEEKDAYS } from "../settings/schemas";
import type { Plan } from "./due";
import type { ScheduleName } from "./schemas";

/** 0 is Sunday, as the calendar counts; the list of words begins with Monday. */
const weekdayOf = (day: OrganisationSettings["fullSyncDay"]) => (WEEKDAYS.indexOf(day) + 1) % 7;

/** When a schedule is due by the settings; null: it is switched off. */
export function planOf(schedule: ScheduleName, settings: OrganisationSettings): Plan | null {
  const { statusSyncAt, fullSyncAt, fullSyncDay, priceSyncAt } = settings;
  const plans: Readonly<Record<ScheduleName, Plan>> = {
    status_sync: { at: statusSyncAt, weekday: null },
    full_sync: { at: fullSyncAt, weekday: weekdayOf(fullSyncDay) },
    price_sync: { at: priceSyncAt, weekday: null },
  };
  return plans[schedule].at === "off" ? null : plans[schedule];
}

/** The plan and its clock as one text, to see whether it is still the one that was known. */
export const planText = (plan: Plan | null, zone: string): string =>
  plan ? `${plan.weekday ?? "daily"} ${plan.at} ${zone}` : "off";
