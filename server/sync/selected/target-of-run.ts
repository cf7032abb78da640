import { z } from "zod";
import type { Run } from "../book/store";
import type { SyncRules } from "../rules";
import { type SyncMode, SyncSelection } from "./schemas";
import * as store from "./store";

const Saved = z.object({ selection: SyncSelection });

/** The names a run was to go through, as far as it remembers what was chosen. */
export function targetOfRun(run: Run, rules: SyncRules): store.Target | null {
  const mode = run.mode as SyncMode;
  if (run.scope === "account") return store.dueTarget(run.accountId, mode, rules);
  const saved = Saved.safeParse(run.selection);
  if (!saved.success) return null;
  const choice = { selection: saved.data.selection, mode, isForced: run.isForced, rules };
  return store.targetOf(choice, run.accountId);
}
