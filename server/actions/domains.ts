"use server";

import { editDomain } from "../domains/edit-domain";
import { action } from "./kit";

export const editDomainAction = action(editDomain);
