import type { PriceSyncDto } from "../prices/runs/schemas";
import type { SelectedResult } from "../sync/selected/sync-selected";

/** What a command came to, for words and for JSON alike. */
export type Outcome =
  | {
      readonly command: "sync" | "status";
      readonly isDryRun: boolean;
      readonly result: SelectedResult;
    }
  | { readonly command: "prices"; readonly result: PriceSyncDto };

const isWhole = (outcome: Outcome): boolean => {
  if (outcome.command === "prices")
    return (
      !outcome.result.continued &&
      outcome.result.accounts.every(
        ({ outcome: how, errors }) => errors === 0 && how !== "failed" && how !== "partial",
      )
    );
  const { result } = outcome;
  const isRead = result.runs.every(({ state, errors }) => state === "completed" && errors === 0);
  const isAsked = (result.drift ?? []).every(({ problem }) => problem === null);
  return isRead && isAsked && result.left === 0 && result.unknown.length === 0;
};

/** 0: all went well; 1: something failed, is unknown or was not reached. */
export const exitCodeOf = (outcome: Outcome): 0 | 1 => (isWhole(outcome) ? 0 : 1);
