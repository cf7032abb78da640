import { z } from "zod";
import { EMPTY_PLAN_QUERY, EMPTY_PLAN_ROW_QUERY } from "../../../plans/queries";
import {
  ApplyPlanInput,
  MakePlanInput,
  PlanDto,
  PlanListDto,
  PlanRowsDto,
  RemoveKeysFirstInput,
} from "../../../plans/schemas";
import { type Endpoint, parametersOf, withoutId } from "../endpoint";

/** Changes that are looked at before they are started, and the plans that hold them. */
export const PLANS: readonly Endpoint[] = [
  {
    method: "get",
    path: "/plans",
    summary: "Plans that were started, or wait for approval",
    permission: "operation.read",
    query: parametersOf(EMPTY_PLAN_QUERY),
    answer: PlanListDto,
  },
  {
    method: "post",
    path: "/plans",
    summary:
      "Preview a change of one name or many: renew, nameservers, lock, auto-renew. Nothing is sent",
    permission: "domain.change",
    body: MakePlanInput,
    answer: PlanDto,
    hasIntent: true,
  },
  {
    method: "get",
    path: "/plans/running",
    summary: "Plans that run now",
    permission: "operation.read",
    answer: z.array(PlanDto),
  },
  {
    method: "get",
    path: "/plans/{id}",
    summary: "A plan with its counts",
    permission: "operation.read",
    answer: PlanDto,
  },
  {
    method: "get",
    path: "/plans/{id}/rows",
    summary: "The names of a plan, each with its verdict and what became of it",
    permission: "operation.read",
    query: parametersOf(EMPTY_PLAN_ROW_QUERY),
    answer: PlanRowsDto,
  },
  {
    method: "get",
    path: "/plans/{id}/export",
    summary: "The names of a plan as CSV",
    permission: "operation.read",
    query: parametersOf(EMPTY_PLAN_ROW_QUERY),
    answer: "csv",
  },
  {
    method: "post",
    path: "/plans/{id}/remove-keys-first",
    summary:
      "Two plans of the names that would stop resolving: their keys (DS) go first, the nameservers wait for that",
    permission: "domain.change",
    body: withoutId(RemoveKeysFirstInput),
    answer: PlanDto,
    hasIntent: true,
  },
  {
    method: "post",
    path: "/plans/{id}/apply",
    summary: "Start a plan that was looked at, told by its hash. Started twice, it is started once",
    permission: "operation.read",
    body: withoutId(ApplyPlanInput),
    answer: PlanDto,
  },
  ...(["pause", "resume", "cancel"] as const).map(
    (verb): Endpoint => ({
      method: "post",
      path: `/plans/{id}/${verb}`,
      summary: `${verb[0]?.toUpperCase()}${verb.slice(1)} what was not sent yet of a plan`,
      permission: "operation.read",
      answer: PlanDto,
    }),
  ),
];
