import type { ServiceContext } from "../kernel/context";
import { settingsOf } from "../settings/settings-of";
import type { SyncRules } from "./rules";

/** The rules that hold now, as the organisation set them. */
export async function syncRules({ db }: ServiceContext): Promise<SyncRules> {
  const settings = await settingsOf(db);
  return {
    freshHours: settings.syncIntervalHours,
    batch: settings.syncBatch,
    priorityDays: settings.syncPriorityDays,
    retries: settings.syncRetries,
    timeoutSeconds: settings.syncTimeoutSeconds,
    retryDelaySeconds: settings.syncRetryDelaySeconds,
  };
}
