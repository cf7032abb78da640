import { z } from "zod";
import {
  cursor,
  many,
  one,
  type QueryProblem,
  readParams,
  rows,
  writeParams,
} from "../kernel/query-params";
import { ACTIONS, type Action, type ObjectKind } from "./entry";

export const ACTION_NAMES = Object.keys(ACTIONS) as [Action, ...Action[]];
export const OBJECT_KINDS = [...new Set(Object.values(ACTIONS))] as [ObjectKind, ...ObjectKind[]];
/** What each action is done to. */
export const KIND_OF_ACTION: Readonly<Record<Action, ObjectKind>> = ACTIONS;
export const RESULTS = ["ok", "refused", "denied"] as const;
export const SOURCES = ["ui", "api", "cron", "job", "system"] as const;

/** Stands for everyone of the house, where the caller may not see who. */
export const HOUSE = "house";

/** Stands for "no partner": affairs of the house, and names that nobody was assigned. */
export const NO_PARTNER = "none";

const instant = z.iso.datetime();
const snapshot = z.record(z.string(), z.unknown()).nullable();

/** One line of the log as the caller may see it. `hidden` names what the caller's role does not see. */
export const AuditEntryDto = z.object({
  id: z.int(),
  at: instant,
  actor: z.object({ kind: z.enum(["user", "key", "job"]), id: z.string(), name: z.string() }),
  action: z.enum(ACTION_NAMES),
  object: z.object({ kind: z.enum(OBJECT_KINDS), id: z.string(), name: z.string() }),
  partner: z.object({ id: z.string(), name: z.string() }).nullable(),
  result: z.enum(RESULTS),
  source: z.enum(SOURCES),
  requestId: z.string(),
  runId: z.uuid().nullable(),
  /** Whether the caller may open the page of that run. */
  hasRunPage: z.boolean(),
  before: snapshot,
  after: snapshot,
  reason: z.string().nullable(),
  address: z.string().nullable(),
  hidden: z.array(z.enum(["actor", "address"])),
});
export type AuditEntryDto = z.infer<typeof AuditEntryDto>;

/** A line of the list. `group`: it stands for that many lines of one run, itself among them. */
export const AuditRow = AuditEntryDto.extend({
  group: z.object({ entries: z.int(), isExact: z.boolean() }).nullable(),
});
export type AuditRow = z.infer<typeof AuditRow>;

/** A page of the log, newest first. `earlierAt`: nothing lies in the range, but something before it does. */
export const AuditPageDto = z.object({
  rows: z.array(AuditRow),
  nextCursor: z.string().nullable(),
  earlierAt: instant.nullable(),
});
export type AuditPageDto = z.infer<typeof AuditPageDto>;

/** Who can be chosen in the actor filter. */
export const ActorsDto = z.array(
  z.object({ id: z.string(), name: z.string(), kind: z.enum(["user", "key", "job"]) }),
);
export type ActorsDto = z.infer<typeof ActorsDto>;

export const AUDIT_VIEWS = ["runs", "entries"] as const;
const MOST_ROWS = 200;

/** What may be asked of the log, as the address bar and the API write it. Several values of one name mean "or". */
export const AuditQuery = z.object({
  /** Days back from now; with it `from` and `to` are left aside. */
  within: z.int().nullable(),
  /** A calendar day of the organisation, or an instant; both ends belong to the range. */
  from: z.string().nullable(),
  to: z.string().nullable(),
  actor: z.string().nullable(),
  action: z.array(z.enum(ACTION_NAMES)),
  kind: z.enum(OBJECT_KINDS).nullable(),
  object: z.string().nullable(),
  name: z.string().nullable(),
  result: z.enum(RESULTS).nullable(),
  partner: z.union([z.uuid(), z.literal(NO_PARTNER)]).nullable(),
  run: z.uuid().nullable(),
  /** `runs`: the lines of one run stand as one. */
  view: z.enum(AUDIT_VIEWS),
  limit: z.int(),
  cursor: z.string().nullable(),
});
export type AuditQuery = z.infer<typeof AuditQuery>;

export const EMPTY_AUDIT_QUERY: AuditQuery = {
  within: null,
  from: null,
  to: null,
  actor: null,
  action: [],
  kind: null,
  object: null,
  name: null,
  result: null,
  partner: null,
  run: null,
  view: "runs",
  limit: 50,
  cursor: null,
};

const isStorable = (text: string) => !/\p{Cc}|\p{Surrogate}/u.test(text);
const line = (most: number) => z.string().trim().min(1).max(most).refine(isStorable);
const moment = z.union([z.iso.date(), z.iso.datetime({ offset: true })]);

const READERS = {
  within: one(
    z
      .string()
      .regex(/^\d{1,4}$/)
      .transform(Number)
      .pipe(z.int().min(1).max(3_650)),
    "range",
    "Give a number of days from 1 to 3650.",
  ),
  from: one(moment, "date", "Give a day as 2027-01-31, or an instant with its zone."),
  to: one(moment, "date", "Give a day as 2027-01-31, or an instant with its zone."),
  actor: one(line(100), "value", "This is nobody we know."),
  action: many(z.enum(ACTION_NAMES), "This is not an action we know."),
  kind: one(z.enum(OBJECT_KINDS), "value", "This is not a kind of object we know."),
  object: one(line(100), "value", "This is not the id of an object."),
  name: one(line(253), "too_long", "Give a name of at most 253 signs."),
  result: one(z.enum(RESULTS), "value", `Choose ${RESULTS.join(", ")}.`),
  partner: one(z.union([z.uuid(), z.literal(NO_PARTNER)]), "value", "This is not a partner."),
  run: one(z.uuid(), "value", "This is not a run."),
  view: one(z.enum(AUDIT_VIEWS), "value", `Choose ${AUDIT_VIEWS.join(" or ")}.`),
  limit: rows(MOST_ROWS),
  cursor,
};

const isBackwards = ({ from, to }: AuditQuery) =>
  from !== null && to !== null && Date.parse(from) > Date.parse(to);

/** Reads the log's parameters; see `readParams`. */
export function readAuditQuery(params: URLSearchParams): {
  query: AuditQuery;
  problems: readonly QueryProblem[];
} {
  const { query, problems } = readParams(READERS, EMPTY_AUDIT_QUERY, params);
  if (!isBackwards(query)) return { query, problems };
  const message = "The last day lies before the first.";
  return {
    query: { ...query, to: null },
    problems: [...problems, { field: "to", code: "range", message }],
  };
}

/** Writes a query of the log as parameters, without what is at its default. */
export const writeAuditQuery = (query: Partial<AuditQuery>): URLSearchParams =>
  writeParams(EMPTY_AUDIT_QUERY, query);
