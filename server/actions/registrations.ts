"use server";

import { makeRegistrationPlan } from "../registrations/make-registration-plan";
import { action } from "./kit";

export const makeRegistrationPlanAction = action(makeRegistrationPlan);
