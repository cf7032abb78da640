"use server";

import { startAccountSync } from "../jobs/start-account-sync";
import { syncDomain } from "../sync/sync-domain";
import { action } from "./kit";

export const syncDomainAction = action(syncDomain);
export const startAccountSyncAction = action(startAccountSync);
