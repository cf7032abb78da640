"use server";

import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { isSecure, sessionCookie } from "../auth/cookie";
import {
  changeOwnPassword,
  endCurrentSession,
  endOtherSessions,
  endOwnSession,
} from "../auth/own-sessions";
import { createFirstAdmin } from "../auth/set-up";
import { assertSteppedUp, stepUp } from "../auth/step-up";
import { action } from "./kit";
import { openAction } from "./open-kit";

const endCurrent = action(endCurrentSession);

export const endSessionAction = action(endOwnSession);
export const endOtherSessionsAction = action((ctx) => endOtherSessions(ctx));
export const stepUpAction = action(stepUp);
/** Whether the caller need not be asked for the password now: before a file is fetched, which cannot ask. */
export const checkProofAction = action((ctx) => assertSteppedUp(ctx));
export const changePasswordAction = action(changeOwnPassword);
export const createFirstAdminAction = openAction("set-up", createFirstAdmin);

/** Ends the session in the database and in the browser. A session that is over already is no obstacle. */
export async function signOutAction(): Promise<void> {
  await endCurrent(undefined);
  (await cookies()).delete({ name: sessionCookie(), path: "/", secure: isSecure() });
  redirect("/sign-in");
}
