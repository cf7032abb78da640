import { AvailabilityDto } from "../../../availability/schemas";
import { PlanDto } from "../../../plans/schemas";
import { MakeRegistrationPlanInput } from "../../../registrations/schemas";
import type { Endpoint } from "../endpoint";

/** Whether a name can be had, and how it is registered. */
export const REGISTRATIONS: readonly Endpoint[] = [
  {
    method: "get",
    path: "/availability",
    summary: "Whether a name can be registered",
    permission: "availability.check",
    query: ["name"],
    answer: AvailabilityDto,
  },
  {
    method: "post",
    path: "/registrations",
    summary: "Preview the registration of names. Nothing is sent; start the plan to register them",
    permission: "domain.pay",
    body: MakeRegistrationPlanInput,
    answer: PlanDto,
    hasIntent: true,
  },
];
