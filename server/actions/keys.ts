"use server";

import { addOwnKey, revokeOwnKey } from "../keys/own-keys";
import { action } from "./kit";

export const addKeyAction = action(addOwnKey);
export const revokeKeyAction = action(revokeOwnKey);
