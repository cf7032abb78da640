"use server";

import { decideAlike, decideConflict } from "../conflicts/decide-conflict";
import { setFieldRule } from "../conflicts/field-rules";
import { undoConflict } from "../conflicts/undo-conflict";
import { action } from "./kit";

export const decideConflictAction = action(decideConflict);
export const decideAlikeAction = action(decideAlike);
export const undoConflictAction = action(undoConflict);
export const setFieldRuleAction = action(setFieldRule);
