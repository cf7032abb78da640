"use server";

import { previewFirstSync } from "../accounts/preview-first-sync";
import { removeAccount } from "../accounts/remove-account";
import { replaceAccountKey } from "../accounts/replace-account-key";
import { resetBreakers } from "../accounts/reset-breakers";
import { resetLimits } from "../accounts/reset-limits";
import { addAccount, changeAccount } from "../accounts/save-account";
import { setAccountRate } from "../accounts/set-account-rate";
import { setAccountUse } from "../accounts/set-account-use";
import { setEgressProxy } from "../accounts/set-egress-proxy";
import { testAccount, testConnection, testNewKey } from "../accounts/test-account";
import { addWebhookSecret } from "../accounts/webhook-secret";
import { action } from "./kit";

export const testAccountAction = action(testAccount);
export const testConnectionAction = action(testConnection);
export const testNewKeyAction = action(testNewKey);
export const previewFirstSyncAction = action(previewFirstSync);
export const addAccountAction = action(addAccount);
export const changeAccountAction = action(changeAccount);
export const replaceAccountKeyAction = action(replaceAccountKey);
export const removeAccountAction = action(removeAccount);
export const addWebhookSecretAction = action(addWebhookSecret);
export const resetBreakersAction = action(resetBreakers);
export const resetLimitsAction = action(resetLimits);
export const setAccountRateAction = action(setAccountRate);
export const setEgressProxyAction = action(setEgressProxy);
export const setAccountUseAction = action(setAccountUse);
