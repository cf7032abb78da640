"use server";

import { discardImport } from "../import/check-import";
import { startImportApply, startImportCheck } from "../jobs/start-import-work";
import { action } from "./kit";

export const checkImportAction = action(startImportCheck);
export const applyImportAction = action(startImportApply);
export const discardImportAction = action(discardImport);
