"use server";

import { goOnWithPlan, startPlan } from "../jobs/start-import-work";
import { cancelOperation, resolveOperation } from "../operations/close-operation";
import { approvePlan } from "../plans/approve-plan";
import { removeKeysFirst } from "../plans/dns/remove-keys-first";
import { retryPlan, undoPlan } from "../plans/follow-up-plan";
import { makePlan } from "../plans/make-plan";
import { planAgain } from "../plans/plan-again";
import { cancelPlan, excludeByDns, excludeRows, pausePlan } from "../plans/steer";
import { action } from "./kit";

export const makePlanAction = action(makePlan);
export const planAgainAction = action(planAgain);
export const applyPlanAction = action(startPlan);
export const excludeRowsAction = action(excludeRows);
export const excludeByDnsAction = action(excludeByDns);
export const removeKeysFirstAction = action(removeKeysFirst);
export const approvePlanAction = action(approvePlan);
export const pausePlanAction = action(pausePlan);
export const resumePlanAction = action(goOnWithPlan);
export const cancelPlanAction = action(cancelPlan);
export const retryPlanAction = action(retryPlan);
export const undoPlanAction = action(undoPlan);
export const cancelOperationAction = action(cancelOperation);
export const resolveOperationAction = action(resolveOperation);
