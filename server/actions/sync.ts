"use server";

import { startAccountSync } from "../jobs/start-account-sync";
import { startSelectedSync } from "../jobs/start-selected-sync";
import { cancelRun } from "../sync/selected/cancel-run";
import { estimateSync } from "../sync/selected/estimate-sync";
import { syncDomain } from "../sync/sync-domain";
import { action } from "./kit";

export const syncDomainAction = action(syncDomain);
export const estimateSyncAction = action(estimateSync);
export const startSelectedSyncAction = action(startSelectedSync);
export const cancelRunAction = action(cancelRun);
export const startAccountSyncAction = action(startAccountSync);
