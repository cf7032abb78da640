import type { SyncTrigger } from "../sync-account";
import type { SyncPlan } from "./plan-sync";

/** How far one account's share is. */
export type Progress = {
  readonly account: string;
  readonly runId: string | null;
  readonly done: number;
  readonly planned: number;
};

/** A whole choice on its way: what was planned, and what all its shares have in common. */
export type Whole = SyncPlan & {
  readonly trigger: SyncTrigger;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: Progress) => void) | undefined;
  /** Milliseconds that are left. */
  readonly left: () => number;
  readonly batchId?: string | null;
};
