import type { BulkResult } from "../schemas";

/** Ids beyond this many are not told: nobody undoes that many by hand. */
const TOLD = 1_000;

/** What a change of many names did. */
export const bulkResult = (chosen: number, changedIds: readonly string[]): BulkResult => ({
  chosen,
  changed: changedIds.length,
  changedIds: changedIds.length <= TOLD ? [...changedIds] : [],
});
