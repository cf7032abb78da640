"use server";

import {
  recheckTransfer,
  setTransferChoices,
  setTransferCodes,
} from "../transfers/edit-transfer-plan";
import { makeTransferPlan } from "../transfers/make-transfer-plan";
import { revealAuthCode } from "../transfers/reveal-auth-code";
import { action } from "./kit";

export const makeTransferPlanAction = action(makeTransferPlan);
export const setTransferCodesAction = action(setTransferCodes);
export const setTransferChoicesAction = action(setTransferChoices);
export const recheckTransferAction = action(recheckTransfer);
export const revealAuthCodeAction = action(revealAuthCode);
