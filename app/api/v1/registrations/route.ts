import { withIntent } from "@/server/api/intent";
import { route } from "@/server/api/kit";
import { makeRegistrationPlan } from "@/server/registrations/make-registration-plan";
import type { MakeRegistrationPlanInput } from "@/server/registrations/schemas";

/**
 * POST /api/v1/registrations: previews the registration of names; nothing is sent. The key may stand in
 * the header Idempotency-Key instead. 200 PlanDto; 401, 403, 404, 422,
 * 429 problem+json.
 */
export const POST = route((ctx, call) =>
  makeRegistrationPlan(ctx, withIntent<MakeRegistrationPlanInput>(call)),
);
