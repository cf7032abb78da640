import type { ServiceContext } from "../kernel/context";
import { type TickDto, tick } from "../sync/tick";
import { JOBS } from "./jobs";
import { type DueNamesDto, readDueNames } from "./read-due-names";
import { runSchedules, type ScheduleCallDto } from "./run-schedules";

/** Schedules get half of a call, so that accounts that are due are not kept from it by a long night. */
const SCHEDULES_SHARE = 0.5;

/** What a call of cron did: for schedules, for accounts and for single names whose time has come; and what it left. */
export type CronSyncDto = TickDto & {
  readonly schedules: readonly ScheduleCallDto[];
  readonly names: DueNamesDto;
};

const isOpen = (calls: readonly ScheduleCallDto[]) =>
  calls.some(({ outcome }) => outcome === "paused");

/** Does what schedules and accounts have due, within `budgetMs`. */
export async function cronSync(ctx: ServiceContext, budgetMs: number): Promise<CronSyncDto> {
  const startedAt = Date.now();
  const schedules = await runSchedules(ctx, JOBS, {
    names: ["status_sync", "full_sync"],
    trigger: "cron",
    budgetMs: budgetMs * SCHEDULES_SHARE,
  });
  const budgetLeft = () => budgetMs - (Date.now() - startedAt);
  const ticked = await tick(ctx, budgetLeft());
  const names = await readDueNames(ctx, { budgetMs: budgetLeft() });
  const isMore = isOpen(schedules) || names.left > 0;
  return { ...ticked, schedules, names, continued: ticked.continued || isMore };
}

export type CronPricesDto = {
  readonly schedules: readonly ScheduleCallDto[];
  readonly left: number;
  readonly continued: boolean;
};

/** Asks for prices when their time has come, within `budgetMs`. */
export async function cronPrices(ctx: ServiceContext, budgetMs: number): Promise<CronPricesDto> {
  const names = ["price_sync"] as const;
  const schedules = await runSchedules(ctx, JOBS, { names, trigger: "cron", budgetMs });
  const left = schedules.reduce((sum, call) => sum + call.left, 0);
  return { schedules, left, continued: isOpen(schedules) };
}
