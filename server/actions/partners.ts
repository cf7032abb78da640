"use server";

import { archivePartner, restorePartner } from "../partners/archive-partner";
import { addPartner, renamePartner } from "../partners/save-partner";
import { action } from "./kit";

export const addPartnerAction = action(addPartner);
export const renamePartnerAction = action(renamePartner);
export const archivePartnerAction = action(archivePartner);
export const restorePartnerAction = action(restorePartner);
