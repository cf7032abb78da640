import { z } from "zod";
import { FailureDto } from "../accounts/schemas";
import {
  cursor,
  many,
  one,
  type QueryProblem,
  readParams,
  rows,
  writeParams,
} from "../kernel/query-params";
import { OccurrenceDto } from "../schedules/schemas";
import { SYNC_MODES } from "./selected/schemas";

export const RUN_STATES = [
  "running",
  "paused",
  "completed",
  "partial",
  "failed",
  "cancelled",
] as const;
/** What the list may be narrowed to: states of runs, and what became of schedules. */
export const RUN_OUTCOMES = [...RUN_STATES, "late", "missed"] as const;
export type RunOutcome = (typeof RUN_OUTCOMES)[number];
export const RUN_SCOPES = ["account", "selection", "name"] as const;
export const RUN_PHASES = ["list", "missing", "details"] as const;

const instant = z.iso.datetime();
const count = z.int();

/** One reading of a registrar: of a whole account, of chosen names, or of one. Durations are milliseconds spent waiting for answers. */
export const SyncRunDto = z.object({
  kind: z.literal("run"),
  id: z.uuid(),
  startedAt: instant,
  finishedAt: instant.nullable(),
  trigger: z.string(),
  actor: z.string(),
  account: z.object({ id: z.uuid(), name: z.string() }),
  scope: z.enum(RUN_SCOPES),
  /** `status`: phase and expiry alone. */
  mode: z.enum(SYNC_MODES),
  isForced: z.boolean(),
  /** The one name that was read; null: the whole account, or several names. */
  domain: z.object({ name: z.string(), nameUnicode: z.string() }).nullable(),
  state: z.enum(RUN_STATES),
  /** It says it runs, and has been silent for too long: it was cut off, and the next tick goes on with it. */
  isSilent: z.boolean(),
  phase: z.enum(RUN_PHASES),
  /** How many names the registrar said there are. */
  expected: count.nullable(),
  checked: count,
  added: count,
  changed: count,
  conflicts: count,
  missing: count,
  detailed: count,
  errors: count,
  /** Names left out because they were read a moment ago. */
  skipped: count,
  /** Names it should have read and did not. */
  unreached: count,
  apiCalls: count,
  /** Calls it may come to; null: as many as the list has pages. */
  apiBudget: count.nullable(),
  /** When it was last heard of. */
  heartbeatAt: instant,
  /** Since when somebody wants it to end. */
  cancelAskedAt: instant.nullable(),
  durationMs: count,
  resumed: count,
  failure: FailureDto.nullable(),
});
export type SyncRunDto = z.infer<typeof SyncRunDto>;

/** A run with what could not be read, at most a hundred of them. */
export const SyncRunDetailDto = SyncRunDto.extend({
  pages: count,
  /** The first hundred names it did not reach. */
  unreachedNames: z.array(z.string()),
  /** Whether the caller may end it now. */
  canCancel: z.boolean(),
  /** What could not be read or taken over, each with the class of its cause. */
  problems: z.array(z.object({ name: z.string(), problem: z.string(), cause: z.string() })),
});
export type SyncRunDetailDto = z.infer<typeof SyncRunDetailDto>;

/** Readings, and among them occurrences of schedules that were late, missed or failed. */
export const SyncRunListDto = z.object({
  rows: z.array(z.discriminatedUnion("kind", [SyncRunDto, OccurrenceDto])),
  nextCursor: z.string().nullable(),
});
export type SyncRunListDto = z.infer<typeof SyncRunListDto>;

const MOST_ROWS = 200;

/** What may be asked of the runs, as the address bar and the API write it. */
export const RunQuery = z.object({
  account: z.uuid().nullable(),
  state: z.array(z.enum(RUN_OUTCOMES)),
  scope: z.enum(RUN_SCOPES).nullable(),
  limit: z.int(),
  cursor: z.string().nullable(),
});
export type RunQuery = z.infer<typeof RunQuery>;

export const EMPTY_RUN_QUERY: RunQuery = {
  account: null,
  state: [],
  scope: null,
  limit: 50,
  cursor: null,
};

const READERS = {
  account: one(z.uuid(), "value", "This is not an account."),
  state: many(z.enum(RUN_OUTCOMES), "This is not a state of a run."),
  scope: one(z.enum(RUN_SCOPES), "value", `Choose ${RUN_SCOPES.join(" or ")}.`),
  limit: rows(MOST_ROWS),
  cursor,
};

/** Reads the parameters of the list of runs; see `readParams`. */
export const readRunQuery = (
  params: URLSearchParams,
): { query: RunQuery; problems: readonly QueryProblem[] } =>
  readParams(READERS, EMPTY_RUN_QUERY, params);

export const writeRunQuery = (query: Partial<RunQuery>): URLSearchParams =>
  writeParams(EMPTY_RUN_QUERY, query);
