"use server";

import { archiveContact, restoreContact } from "../contacts/archive-contact";
import { makeContactPlan } from "../contacts/make-contact-plan";
import { addContact, changeContact } from "../contacts/save-contact";
import { action } from "./kit";

export const addContactAction = action(addContact);
export const changeContactAction = action(changeContact);
export const archiveContactAction = action(archiveContact);
export const restoreContactAction = action(restoreContact);
export const makeContactPlanAction = action(makeContactPlan);
