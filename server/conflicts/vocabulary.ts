import { DOUBT_FIELDS } from "../sync/doubt";

/** Names that came, left, moved, or are listed by two accounts: looked at as a whole, not by a field. */
export const REVIEWS = ["arrival", "departure", "move", "elsewhere"] as const;
export type Review = (typeof REVIEWS)[number];

export const CONFLICT_FIELDS = [...DOUBT_FIELDS, ...REVIEWS] as const;
export type ConflictField = (typeof CONFLICT_FIELDS)[number];

/** Whether the field is no value of a name but that it came, left or moved. */
export const isReview = (field: string): field is Review =>
  (REVIEWS as readonly string[]).includes(field);

export const CONFLICT_STATES = ["open", "settled", "closed"] as const;

/**
 * What became of a conflict. Decided by a person: taken, pushed, ignored, set, accepted, moved, stayed, seen. By
 * itself: agreed (the registrar told a value that fits), superseded (it told yet another one).
 */
export const OUTCOMES = [
  "taken",
  "pushed",
  "ignored",
  "set",
  "accepted",
  "moved",
  "stayed",
  "agreed",
  "superseded",
] as const;
export type Outcome = (typeof OUTCOMES)[number];
