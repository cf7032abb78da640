import { ACT_WITHIN_DAYS, DIFFERS, type PortfolioQuery, UNASSIGNED } from "../portfolio/query";

/** What asks for work, each the same list as its filter in the portfolio. */
export const WORK_FILTERS = {
  renewByHand: { renewWithin: ACT_WITHIN_DAYS, autoRenew: ["off", "unknown"] },
  lapsing: { status: ["grace", "redemption", "pending_delete", "expired"] },
  onHold: { status: ["on_hold"] },
  differs: { flag: [...DIFFERS] },
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
