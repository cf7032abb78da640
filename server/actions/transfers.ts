"use server";

import {
  recheckTransfer,
  setTransferChoices,
  setTransferCodes,
} from "../transfers/edit-transfer-plan";
import { makeTransferPlan } from "../transfers/make-transfer-plan";
import { fetchOwnCodes } from "../transfers/own-codes";
import { revealAuthCode } from "../transfers/reveal-auth-code";
import { cancelTransfer, relaunchTransfer, resendTransferMail } from "../transfers/steer-transfer";
import { answerTransferOut } from "../transfers/transfers-out";
import { action } from "./kit";

export const makeTransferPlanAction = action(makeTransferPlan);
export const setTransferCodesAction = action(setTransferCodes);
export const setTransferChoicesAction = action(setTransferChoices);
export const recheckTransferAction = action(recheckTransfer);
export const revealAuthCodeAction = action(revealAuthCode);
export const resendTransferMailAction = action(resendTransferMail);
export const cancelTransferAction = action(cancelTransfer);
export const relaunchTransferAction = action(relaunchTransfer);
export const answerTransferOutAction = action(answerTransferOut);
export const fetchOwnCodesAction = action(fetchOwnCodes);
