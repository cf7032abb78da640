import { sweepGates } from "../accounts/sweep-gates";
import { reopenAbandoned } from "../conflicts/reopen-abandoned";
import type { ServiceContext } from "../kernel/context";
import { read } from "../kernel/transact";
import { ageDomains } from "./age-domains";
import * as book from "./book/store";
import { endSilentRuns } from "./end-silent-runs";
import { type SyncOutcome, syncAccount } from "./sync-account";

type AccountTick = {
  readonly account: string;
} & SyncOutcome;

/** What one tick did, and what it had to leave for the next. */
export type TickDto = {
  readonly aged: number;
  readonly accounts: readonly AccountTick[];
  /** Accounts that are due and were not finished. */
  readonly left: number;
  readonly continued: boolean;
};

/** No step is begun so late that it could not end inside the budget. */
const RESERVE_MS = 1_500;

/**
 * Does what is due: moves names into their next phase, then reads the accounts whose time has come,
 * the longest overdue first. Safe to call at any rate and from several places: an account is read by
 * one caller at a time, and every call ends within `budgetMs`.
 */
export async function tick(ctx: ServiceContext, budgetMs: number): Promise<TickDto> {
  const deadline = Date.now() + budgetMs - RESERVE_MS;
  const due = await read(ctx, book.dueAccounts);
  const aged = await ageDomains(ctx, { deadline });
  await sweepGates(ctx);
  await endSilentRuns(ctx);
  await reopenAbandoned(ctx);
  const accounts: AccountTick[] = [];
  for (const { id, name } of due) {
    const left = deadline - Date.now();
    if (left <= 0) break;
    const order = { accountId: id, trigger: "cron" as const, budgetMs: left };
    accounts.push({ account: name, ...(await syncAccount(ctx, order)) });
  }
  const finished = accounts.filter(({ outcome }) => outcome !== "paused" && outcome !== "busy");
  const left = due.length - finished.length;
  return { aged, accounts, left, continued: left > 0 };
}
