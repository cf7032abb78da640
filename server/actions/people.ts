"use server";

import { addPerson } from "../people/add-person";
import { changePerson } from "../people/change-person";
import { disablePerson, enablePerson } from "../people/disable-person";
import { endPersonSessions } from "../people/end-sessions";
import { resetPassword } from "../people/reset-password";
import { action } from "./kit";

export const addPersonAction = action(addPerson);
export const changePersonAction = action(changePerson);
export const disablePersonAction = action(disablePerson);
export const enablePersonAction = action(enablePerson);
export const endPersonSessionsAction = action(endPersonSessions);
export const resetPasswordAction = action(resetPassword);
