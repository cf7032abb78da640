import { z } from "zod";
import { cursor, many, one, readParams, rows, writeParams } from "../kernel/query-params";
import { CAUSES, OPERATION_STATES } from "../operations/kinds";
import { PLAN_STATES, VERDICTS } from "./schemas";

const MOST_ROWS = 200;

/** What may be asked of the plans, as the address bar and the API write it. */
export const PlanQuery = z.object({
  state: z.array(z.enum(PLAN_STATES)),
  /** Only those that wait for a second person. */
  waiting: z.boolean(),
  limit: z.int(),
  cursor: z.string().nullable(),
});
export type PlanQuery = z.infer<typeof PlanQuery>;

export const EMPTY_PLAN_QUERY: PlanQuery = { state: [], waiting: false, limit: 50, cursor: null };

const isSet = one(
  z.literal("true").transform(() => true),
  "value",
  "Leave it out, or give true.",
);

const PLAN_READERS = {
  state: many(z.enum(PLAN_STATES), "This is not a state of a plan."),
  waiting: isSet,
  limit: rows(MOST_ROWS),
  cursor,
};

/** Reads the parameters of the list of plans; what cannot be used is told and left out. */
export const readPlanQuery = (params: URLSearchParams) =>
  readParams<PlanQuery>(PLAN_READERS, EMPTY_PLAN_QUERY, params);
export const writePlanQuery = (query: Partial<PlanQuery>) => writeParams(EMPTY_PLAN_QUERY, query);

/** What may be asked of the rows of one plan. */
export const PlanRowQuery = z.object({
  verdict: z.array(z.enum(VERDICTS)),
  state: z.array(z.enum(OPERATION_STATES)),
  risk: z.string().nullable(),
  code: z.string().nullable(),
  cause: z.enum(CAUSES).nullable(),
  q: z.string().nullable(),
  limit: z.int(),
  cursor: z.string().nullable(),
});
export type PlanRowQuery = z.infer<typeof PlanRowQuery>;

export const EMPTY_PLAN_ROW_QUERY: PlanRowQuery = {
  verdict: [],
  state: [],
  risk: null,
  code: null,
  cause: null,
  q: null,
  limit: 50,
  cursor: null,
};

const text = one(z.string().min(1).max(100), "value", "Give one value.");

const ROW_READERS = {
  verdict: many(z.enum(VERDICTS), "This is not a verdict."),
  state: many(z.enum(OPERATION_STATES), "This is not a state of a change."),
  risk: text,
  code: text,
  cause: one(z.enum(CAUSES), "value", "This is not a cause."),
  q: text,
  limit: rows(MOST_ROWS),
  cursor,
};

/** Reads the parameters of the rows of a plan; what cannot be used is told and left out. */
export const readPlanRowQuery = (params: URLSearchParams) =>
  readParams<PlanRowQuery>(ROW_READERS, EMPTY_PLAN_ROW_QUERY, params);
export const writePlanRowQuery = (query: Partial<PlanRowQuery>) =>
  writeParams(EMPTY_PLAN_ROW_QUERY, query);
