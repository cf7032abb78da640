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
import { IntentKey } from "../plans/schemas";
import { AUTHORITIES, RULED_FIELDS } from "../sync/authority";
import { CHOICES } from "../sync/doubt";
import { CONFLICT_FIELDS, CONFLICT_STATES, OUTCOMES } from "./vocabulary";

const instant = z.iso.datetime();
const named = z.object({ id: z.uuid(), name: z.string() });

/** What may be chosen about a conflict, and why it may not. */
export const ConflictChoice = z.object({
  choice: z.enum(CHOICES),
  /** Why it cannot be chosen; null: it can. */
  obstacle: z.string().nullable(),
});
export type ConflictChoice = z.infer<typeof ConflictChoice>;

/** A told value that waits for a decision, or was decided about. `field` may be a review of a whole name. */
export const ConflictDto = z.object({
  id: z.uuid(),
  domain: z.object({
    id: z.uuid(),
    name: z.string(),
    nameUnicode: z.string(),
    isCritical: z.boolean(),
  }),
  partner: named.nullable(),
  /** Which account told it. */
  account: named,
  field: z.enum(CONFLICT_FIELDS),
  rule: z.string(),
  /** What the rule is called. */
  ruleLabel: z.string(),
  /** What was told, and what is on record now. For reviews: names of accounts. */
  told: z.unknown(),
  kept: z.unknown(),
  via: z.enum(["list", "info", "webhook"]),
  runId: z.uuid().nullable(),
  reason: z.string(),
  suggestion: z.enum(CHOICES),
  why: z.string(),
  choices: z.array(ConflictChoice),
  state: z.enum(CONFLICT_STATES),
  outcome: z.enum(OUTCOMES).nullable(),
  decidedBy: z.string().nullable(),
  decidedAt: instant.nullable(),
  planId: z.uuid().nullable(),
  firstSeenAt: instant,
  /** When the registrar last said so; a reading that brings nothing new confirms it. */
  lastSeenAt: instant,
  canUndo: z.boolean(),
  version: z.int(),
});
export type ConflictDto = z.infer<typeof ConflictDto>;

export const ConflictListDto = z.object({
  rows: z.array(ConflictDto),
  nextCursor: z.string().nullable(),
});
export type ConflictListDto = z.infer<typeof ConflictListDto>;

/** How many wait, in each combination that can be narrowed to. */
export const ConflictCountsDto = z.object({
  names: z.int(),
  groups: z.array(
    z.object({
      field: z.enum(CONFLICT_FIELDS),
      rule: z.string(),
      ruleLabel: z.string(),
      account: named,
      count: z.int(),
    }),
  ),
});
export type ConflictCountsDto = z.infer<typeof ConflictCountsDto>;

export const CONFLICT_VIEWS = ["open", "decided"] as const;

/** What may be asked of the inbox, as the address bar and the API write it. */
export const ConflictQuery = z.object({
  view: z.enum(CONFLICT_VIEWS),
  field: z.array(z.enum(CONFLICT_FIELDS)),
  rule: z.array(z.string()),
  account: z.uuid().nullable(),
  partner: z.uuid().nullable(),
  /** One name alone, in its stored form. */
  name: z.string().nullable(),
  run: z.uuid().nullable(),
  limit: z.int(),
  cursor: z.string().nullable(),
});
export type ConflictQuery = z.infer<typeof ConflictQuery>;

export const EMPTY_CONFLICT_QUERY: ConflictQuery = {
  view: "open",
  field: [],
  rule: [],
  account: null,
  partner: null,
  name: null,
  run: null,
  limit: 50,
  cursor: null,
};

const READERS = {
  view: one(z.enum(CONFLICT_VIEWS), "value", `Choose ${CONFLICT_VIEWS.join(" or ")}.`),
  field: many(z.enum(CONFLICT_FIELDS), "There is no such field."),
  rule: many(z.string().regex(/^[a-z_]{1,40}$/), "There is no such rule."),
  account: one(z.uuid(), "value", "This is not an account."),
  partner: one(z.uuid(), "value", "This is not a partner."),
  name: one(z.string().min(1).max(253), "value", "This is not a name."),
  run: one(z.uuid(), "value", "This is not a run."),
  limit: rows(200),
  cursor,
};

/** Reads the parameters of the inbox; see `readParams`. */
export const readConflictQuery = (
  params: URLSearchParams,
): { query: ConflictQuery; problems: readonly QueryProblem[] } =>
  readParams(READERS, EMPTY_CONFLICT_QUERY, params);

/** Writes a query as parameters, leaving out what is at its default. */
export const writeConflictQuery = (query: Partial<ConflictQuery>): URLSearchParams =>
  writeParams(EMPTY_CONFLICT_QUERY, query);

/** A value set by hand: an instant for dates, hosts for nameservers. */
const ByHand = z.union([z.string().max(300), z.array(z.string().max(300)).max(50)]);

export const DecideConflictInput = z.strictObject({
  id: z.uuid(),
  /** The version that was looked at: another one is not meant. */
  version: z.int(),
  choice: z.enum(CHOICES),
  value: ByHand.optional(),
  /** Names the intent behind a push, which makes a plan. */
  key: IntentKey.optional(),
});
export type DecideConflictInput = z.input<typeof DecideConflictInput>;

export const AlikeInput = z.strictObject({ id: z.uuid(), choice: z.enum(CHOICES) });
export type AlikeInput = z.input<typeof AlikeInput>;

/** How many open conflicts of the same field, account and rule a choice would decide, and which it cannot. */
export const AlikeDto = z.object({
  names: z.int(),
  obstructed: z.int(),
  samples: z.array(z.string()),
});
export type AlikeDto = z.infer<typeof AlikeDto>;

export const DecideAlikeInput = AlikeInput.extend({
  /** How many the preview counted: another number is not meant. */
  names: z.int().min(1),
  key: IntentKey.optional(),
});
export type DecideAlikeInput = z.input<typeof DecideAlikeInput>;

export const AlikeDecidedDto = z.object({ decided: z.int(), planId: z.uuid().nullable() });
export type AlikeDecidedDto = z.infer<typeof AlikeDecidedDto>;

export const UndoConflictInput = z.strictObject({ id: z.uuid() });
export type UndoConflictInput = z.input<typeof UndoConflictInput>;

/** Whose word counts for each field of an account's names. */
export const FieldRulesDto = z.array(
  z.object({
    field: z.enum(RULED_FIELDS),
    /** Null: for all partners' names. */
    partner: named.nullable(),
    authority: z.enum(AUTHORITIES),
    /** What the field may have. */
    may: z.array(z.enum(AUTHORITIES)),
    isUsual: z.boolean(),
    changedAt: instant.nullable(),
    changedBy: z.string().nullable(),
  }),
);
export type FieldRulesDto = z.infer<typeof FieldRulesDto>;

export const SetFieldRuleInput = z.strictObject({
  accountId: z.uuid(),
  partnerId: z.uuid().nullable(),
  field: z.enum(RULED_FIELDS),
  /** Null: as usual, or as the account has it. */
  authority: z.enum(AUTHORITIES).nullable(),
});
export type SetFieldRuleInput = z.input<typeof SetFieldRuleInput>;
