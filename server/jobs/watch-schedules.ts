import type { ServiceContext } from "../kernel/context";
import { JOBS } from "../schedules/jobs";
import { readDueNames } from "../schedules/read-due-names";
import { runSchedules } from "../schedules/run-schedules";
import { SCHEDULES } from "../schedules/schemas";
import { loop } from "./loop";

const LOOK_EVERY_MS = 20_000;
/** A slice of an occurrence; the next look goes on. One whose process died is taken over after a minute and a half. */
const BUDGET_MS = 60_000;

/**
 * Looks every twenty seconds for what schedules have due, and for names whose own planned check has come.
 *
 * @returns ends it, and waits for what is under way to stop
 */
export const watchSchedules = (context: () => ServiceContext): (() => Promise<void>) =>
  loop("schedules", LOOK_EVERY_MS, async (ending) => {
    for (const schedule of SCHEDULES)
      await runSchedules(context(), JOBS, {
        names: [schedule],
        trigger: "worker",
        budgetMs: BUDGET_MS,
        signal: ending,
      });
    await readDueNames(context(), { budgetMs: BUDGET_MS, signal: ending });
  });
