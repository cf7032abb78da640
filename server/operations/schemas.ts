import { z } from "zod";
import { cursor, many, one, readParams, rows, writeParams } from "../kernel/query-params";
import { CAUSES, OPERATION_KINDS, OPERATION_STATES } from "./kinds";

const instant = z.iso.datetime();

/** One change to one name at its registrar, as lists and pages show it. Never holds a secret. */
export const OperationDto = z.object({
  id: z.uuid(),
  name: z.string(),
  nameUnicode: z.string(),
  domainId: z.uuid().nullable(),
  account: z.object({ id: z.uuid(), name: z.string() }),
  kind: z.enum(OPERATION_KINDS),
  isPaid: z.boolean(),
  state: z.enum(OPERATION_STATES),
  params: z.record(z.string(), z.unknown()),
  before: z.record(z.string(), z.unknown()).nullable(),
  evidence: z.record(z.string(), z.unknown()).nullable(),
  /** Null where the caller may not open the plan. */
  planId: z.uuid().nullable(),
  requestedBy: z.string(),
  requestedAt: instant,
  dispatchedAt: instant.nullable(),
  acceptedAt: instant.nullable(),
  verifiedAt: instant.nullable(),
  finishedAt: instant.nullable(),
  reviewAt: instant.nullable(),
  nextAttemptAt: instant.nullable(),
  sends: z.int(),
  maxSends: z.int(),
  checks: z.int(),
  registrarRef: z.string().nullable(),
  errorCode: z.string().nullable(),
  errorMessage: z.string().nullable(),
  cause: z.enum(CAUSES).nullable(),
});
export type OperationDto = z.infer<typeof OperationDto>;

export const OperationListDto = z.object({
  rows: z.array(OperationDto),
  nextCursor: z.string().nullable(),
});
export type OperationListDto = z.infer<typeof OperationListDto>;

const MOST_ROWS = 200;

/** What may be asked of the operations, as the address bar and the API write it. */
export const OperationQuery = z.object({
  state: z.array(z.enum(OPERATION_STATES)),
  kind: z.array(z.enum(OPERATION_KINDS)),
  name: z.string().nullable(),
  plan: z.uuid().nullable(),
  review: z.boolean(),
  limit: z.int(),
  cursor: z.string().nullable(),
});
export type OperationQuery = z.infer<typeof OperationQuery>;

export const EMPTY_OPERATION_QUERY: OperationQuery = {
  state: [],
  kind: [],
  name: null,
  plan: null,
  review: false,
  limit: 50,
  cursor: null,
};

const READERS = {
  state: many(z.enum(OPERATION_STATES), "This is not a state of a change."),
  kind: many(z.enum(OPERATION_KINDS), "This is not a kind of change."),
  name: one(z.string().min(1).max(253), "value", "Give one name."),
  plan: one(z.uuid(), "value", "Give the id of a plan."),
  review: one(
    z.literal("true").transform(() => true),
    "value",
    "Leave it out, or give true.",
  ),
  limit: rows(MOST_ROWS),
  cursor,
};

/** Reads the parameters of the list of changes; what cannot be used is told and left out. */
export const readOperationQuery = (params: URLSearchParams) =>
  readParams<OperationQuery>(READERS, EMPTY_OPERATION_QUERY, params);
export const writeOperationQuery = (query: Partial<OperationQuery>) =>
  writeParams(EMPTY_OPERATION_QUERY, query);

export const OperationRef = z.strictObject({ id: z.uuid() });
export type OperationRef = z.input<typeof OperationRef>;

export const ResolveOperationInput = z.strictObject({
  id: z.uuid(),
  /** What a person found out at the registrar. */
  outcome: z.enum(["happened", "did_not_happen"]),
  reason: z.string().trim().min(3, "Say how you know.").max(500),
});
export type ResolveOperationInput = z.input<typeof ResolveOperationInput>;
