import { ACT_WITHIN_DAYS, type PortfolioQuery, UNASSIGNED } from "../portfolio/query";
import type { ScheduleDto } from "../schedules/schemas";

/** What asks for work, each the same list as its filter in the portfolio. */
export const WORK_FILTERS = {
  actBy: { renewWithin: ACT_WITHIN_DAYS, autoRenew: ["off", "unknown"] },
  ceilingHit: { renewWithin: ACT_WITHIN_DAYS, flag: ["above_ceiling"] },
  incidents: { flag: ["nameservers_changed", "unlocked_elsewhere", "missing"] },
  lapsing: { status: ["grace", "redemption", "pending_delete", "expired"] },
  onHold: { status: ["on_hold"] },
  differs: { flag: ["auto_renew_mismatch", "disbelieved"] },
  unread: { flag: ["unread"] },
  unlocked: { lock: ["unlocked"] },
  arrived: { flag: ["arrived"] },
  unassigned: { partner: UNASSIGNED },
} as const satisfies Record<string, Partial<PortfolioQuery>>;
export type WorkKey = keyof typeof WORK_FILTERS;

/** How many names each list of work holds; null: not the caller's to see. `isExact` false: there are more. */
export type WorkDto = {
  readonly names: number;
  readonly counts: Readonly<Record<WorkKey, number | null>>;
  readonly isExact: boolean;
  /** The last day of what is to be renewed by hand. */
  readonly until: string;
};

/** How many names are to be renewed in each of the next twelve months; `overdue` were due before today. */
export type RenewalsDto = {
  readonly overdue: number;
  readonly months: readonly { readonly month: string; readonly names: number }[];
};

/** How a value was come by: now, or the last time that it could be. */
export type Kept<T> = { readonly value: T; readonly at: string; readonly isStale: boolean };

/** How an account's readings went. Null: never. */
export type AccountSyncDto = {
  readonly accountId: string;
  readonly lastGoodAt: string | null;
  /** Names of the last finished run that could not be read. */
  readonly errors: number;
  readonly lastRunId: string | null;
  readonly lastRunState: string | null;
};

export type SyncHealthDto = {
  readonly accounts: readonly AccountSyncDto[];
  readonly schedules: readonly ScheduleDto[];
};

type Money = { readonly currency: string; readonly minor: number };

/** What renewals cost, by month and in the days to come, at the prices that hold now; and how prices moved this month. */
export type SpendDto = {
  readonly months: readonly { readonly month: string; readonly sums: readonly Money[] }[];
  readonly totals: readonly {
    readonly days: number;
    readonly names: number;
    readonly sums: readonly Money[];
    /** Names whose price nobody told. */
    readonly unpriced: number;
  }[];
  readonly moves: {
    readonly since: string;
    readonly up: number;
    readonly down: number;
    /** Alerts that nobody has looked at. */
    readonly newAlerts: number;
  };
};
