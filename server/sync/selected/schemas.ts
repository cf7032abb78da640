import { z } from "zod";

export const SYNC_MODES = ["status", "full"] as const;
export type SyncMode = (typeof SYNC_MODES)[number];

/** A choice may name so many; more are chosen by what they have in common. */
export const MOST_NAMES = 10_000;
/** Names that one call reads at most. */
export const MOST_SELECTED = 100_000;

/** Which names are meant: these, or all that have something in common. What is left out narrows nothing. */
export const SyncSelection = z.union([
  z.strictObject({ names: z.array(z.string().max(253)).min(1).max(MOST_NAMES) }),
  z
    .strictObject({
      accountId: z.uuid().optional(),
      partnerId: z.uuid().optional(),
      registrar: z.string().max(40).optional(),
      /** That expire within so many days, or have expired. */
      withinDays: z.int().min(0).max(3_660).optional(),
      /** Says that nothing is narrowed on purpose. */
      all: z.boolean().optional(),
    })
    .refine(
      (chosen) => Object.values(chosen).some((value) => value !== undefined && value !== false),
      {
        error:
          "Choose an account, a partner, a registrar or a number of days, or say that all are meant.",
      },
    ),
]);
export type SyncSelection = z.output<typeof SyncSelection>;

/** What a selection would cost, before anybody orders it. */
export const EstimateSyncInput = z.strictObject({
  selection: SyncSelection,
  mode: z.enum(SYNC_MODES).default("full"),
  /** Also those that were read a moment ago, and those that wait because they failed. */
  isForced: z.boolean().default(false),
  /** The most urgent so many. */
  most: z.int().min(1).max(MOST_SELECTED).default(MOST_SELECTED),
});
export type EstimateSyncInput = z.input<typeof EstimateSyncInput>;

/** How an account's share of a selection is read: its list, a call for each name, or not at all. */
export type Way = "list" | "names" | "none";

export type SyncEstimateDto = {
  /** Names that would be read. */
  readonly names: number;
  /** Names that are meant and would be left out: read a moment ago, or waiting after a failure. */
  readonly skipped: number;
  /** Calls to registrars, as far as they can be known. */
  readonly calls: number;
  readonly accounts: readonly {
    readonly id: string;
    readonly name: string;
    readonly names: number;
    readonly calls: number;
    readonly way: Way;
  }[];
};

export const CancelRunInput = z.strictObject({ runId: z.uuid() });
export type CancelRunInput = z.input<typeof CancelRunInput>;
