"use server";

import {
  addNameserverSet,
  changeNameserverSet,
  removeNameserverSet,
} from "../nameserver-sets/save-set";
import { action } from "./kit";

export const addNameserverSetAction = action(addNameserverSet);
export const changeNameserverSetAction = action(changeNameserverSet);
export const removeNameserverSetAction = action(removeNameserverSet);
