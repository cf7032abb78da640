"use server";

import { orderApprovalRules, removeApprovalRule, saveApprovalRule } from "../approvals/save-rule";
import { action } from "./kit";

export const saveApprovalRuleAction = action(saveApprovalRule);
export const removeApprovalRuleAction = action(removeApprovalRule);
export const orderApprovalRulesAction = action(orderApprovalRules);
