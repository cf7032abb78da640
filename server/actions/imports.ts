"use server";

import { discardImport } from "../import/check-import";
import { startImportCheck } from "../jobs/start-import-work";
import { action } from "./kit";

export const checkImportAction = action(startImportCheck);
export const discardImportAction = action(discardImport);
