"use server";

import { decideAlert, seeAlerts } from "../prices/decide-alert";
import { importPrices } from "../prices/import-prices";
import { planFromAlert } from "../prices/plan-from-alert";
import { removePriceRule, savePriceRule } from "../prices/price-rules";
import { setCeiling } from "../prices/set-ceiling";
import { askForPrice, setPrice } from "../prices/set-price";
import { startPriceSync } from "../prices/start-price-sync";
import { action } from "./kit";

export const seeAlertsAction = action(seeAlerts);
export const decideAlertAction = action(decideAlert);
export const planFromAlertAction = action(planFromAlert);
export const savePriceRuleAction = action(savePriceRule);
export const removePriceRuleAction = action(removePriceRule);
export const setPriceAction = action(setPrice);
export const importPricesAction = action(importPrices);
export const askForPriceAction = action(askForPrice);
export const setCeilingAction = action(setCeiling);
export const startPriceSyncAction = action(startPriceSync);
