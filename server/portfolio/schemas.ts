import { z } from "zod";
import { Selection } from "../domains/schemas";

/** How many names have a value; null where too many match to count them while somebody waits. */
const Count = z.object({ value: z.string(), label: z.string(), names: z.int().nullable() });
export type FacetCount = z.infer<typeof Count>;

/** Each dimension counted under all the other filters, its own left out. */
export const PortfolioFacets = z.object({
  total: z.int().nullable(),
  tld: z.array(Count),
  account: z.array(Count),
  status: z.array(Count),
  lock: z.array(Count),
  autoRenew: z.array(Count),
  flag: z.array(Count),
  tag: z.array(Count),
  /** Empty for those who see one partner only. */
  partner: z.array(Count),
  /** The value is a number of days; -1 stands for overdue. */
  renewWithin: z.array(Count),
});
export type PortfolioFacets = z.infer<typeof PortfolioFacets>;

/** What stands above the list. */
export const PortfolioOverview = z.object({
  names: z.int(),
  accounts: z.int(),
  /** Since when every account has answered well; null: one never did. */
  checkedAt: z.iso.datetime().nullable(),
  /** How many names each usual view holds; `unassigned` null where it is nobody's to see. */
  views: z.object({
    actBy: z.int(),
    unlocked: z.int(),
    differs: z.int(),
    unassigned: z.int().nullable(),
  }),
  /** Accounts whose last reading failed. */
  failing: z.array(
    z.object({
      id: z.uuid(),
      name: z.string(),
      message: z.string(),
      lastGoodAt: z.iso.datetime().nullable(),
    }),
  ),
});
export type PortfolioOverview = z.infer<typeof PortfolioOverview>;

export const SelectionInput = z.strictObject({ selection: Selection });
export type SelectionInput = z.input<typeof SelectionInput>;

/** The portfolio's parameters as in the address bar. */
export const FreezeInput = z.strictObject({ filter: z.string().max(2_000) });
export type FreezeInput = z.input<typeof FreezeInput>;

/** All names that matched a filter at an instant. */
export type FrozenSelection = {
  readonly filter: string;
  readonly names: number;
  readonly frozenAt: string;
};

/** What a change of many names did. `changedIds` is empty when they are more than a thousand. */
export type BulkResult = {
  readonly chosen: number;
  readonly changed: number;
  readonly changedIds: readonly string[];
};

export const EXPORT_PROFILES = ["spreadsheet", "raw"] as const;

/** A file of chosen names. */
export const ExportSelectionInput = z.strictObject({
  selection: Selection,
  profile: z.enum(EXPORT_PROFILES).default("spreadsheet"),
});
export type ExportSelectionInput = z.input<typeof ExportSelectionInput>;
