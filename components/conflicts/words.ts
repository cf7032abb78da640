import type { ConflictDto } from "@/server/conflicts/schemas";

type Field = ConflictDto["field"];
type Choice = ConflictDto["suggestion"];
type Outcome = NonNullable<ConflictDto["outcome"]>;

/** What a conflict is about, as it stands before "of example.com". */
export const FIELD_WORDS: Readonly<Record<Field, string>> = {
  expiresAt: "Expiry",
  registeredAt: "Registration",
  statuses: "Statuses",
  nameservers: "Nameservers",
  lockState: "Transfer lock",
  registrant: "Registrant",
  dnssec: "DNSSEC",
  autoRenew: "Auto-renew",
  arrival: "Arrival",
  departure: "Departure",
  move: "Move",
  elsewhere: "Second account",
};

/** A word as it stands inside a sentence; abbreviations stay as they are. */
export const inSentence = (word: string): string =>
  /^[A-Z]{2}/.test(word) ? word : word.charAt(0).toLowerCase() + word.slice(1);

/** The two sides that are shown next to each other. */
export const SIDES: Readonly<
  Record<"value" | "words" | "wish" | "account", readonly [string, string]>
> = {
  value: ["On record", "The registrar says"],
  words: ["On record", "The registrar says besides"],
  wish: ["Our wish", "The registrar’s mode"],
  account: ["Was in", "Now listed by"],
};

type Words = { readonly label: string; readonly help: string };

export const CHOICE_WORDS: Readonly<Record<Choice, Words>> = {
  take: { label: "Take registrar", help: "The record becomes what the registrar says." },
  push: { label: "Keep and push", help: "Plan to send ours to the registrar." },
  ignore: {
    label: "Keep and ignore",
    help: "Ours stays, until the registrar says something else.",
  },
  set: { label: "Set by hand", help: "Give the right value." },
  accept: { label: "Accept", help: "It is as it should be." },
  move: { label: "Move to this account", help: "The name stands in the account that lists it." },
  stay: { label: "Leave where it is", help: "Nothing is moved." },
};

/** What was decided, as it stands on its card. */
export const OUTCOME_WORDS: Readonly<Record<Outcome, string>> = {
  taken: "Took the registrar’s value.",
  pushed: "Ours is kept, and planned to be sent.",
  ignored: "Ours is kept until the registrar says something else.",
  set: "Set by hand.",
  accepted: "Accepted.",
  moved: "Moved to the account that lists it.",
  stayed: "Left where it is.",
  agreed: "Over by itself: both sides agree.",
  superseded: "Replaced: the registrar said something else.",
};

export const VIA_WORDS = { list: "list", info: "details", webhook: "after an event" } as const;

const REVIEW_FIELDS = new Set<Field>(["arrival", "departure", "move", "elsewhere"]);

/** Whether a conflict is about a name that came, left or moved, not about a value. */
export const isReviewOf = (field: Field): boolean => REVIEW_FIELDS.has(field);

/** The kinds of things that wait, as tabs. */
export const KINDS = {
  all: { label: "All", fields: [] },
  values: {
    label: "Values",
    fields: [
      "expiresAt",
      "registeredAt",
      "statuses",
      "nameservers",
      "lockState",
      "registrant",
      "dnssec",
      "autoRenew",
    ],
  },
  arrivals: { label: "Arrivals", fields: ["arrival"] },
  departures: { label: "Departures", fields: ["departure"] },
  moves: { label: "Moves", fields: ["move", "elsewhere"] },
} as const satisfies Record<string, { label: string; fields: readonly Field[] }>;

export const AUTHORITY_WORDS = {
  registrar: "The registrar’s",
  ask: "Ask me first",
  ours: "Ours; offer to push it",
} as const;

/** Fields that are ours whatever a registrar says. */
export const OURS_ALWAYS = "Notes, tags, critical mark, partner";
