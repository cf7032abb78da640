import type { Choice } from "../sync/doubt";
import { PLAUSIBILITY_RULES } from "../sync/plausible";
import type { ConflictChoice } from "./schemas";
import { isReview, type Review } from "./vocabulary";

/** What of a conflict decides which choices there are. */
export type Facts = {
  readonly field: string;
  readonly rule: string;
  /** What is on record now. */
  readonly kept: unknown;
  /** The account that the name stands in. */
  readonly home: { readonly name: string; readonly mode: string; readonly registrar: string };
};

const OF_REVIEWS: Readonly<Record<Review, readonly Choice[]>> = {
  arrival: ["accept"],
  departure: ["accept"],
  move: ["accept"],
  elsewhere: ["move", "stay"],
};
const OF_VALUES = ["take", "push", "ignore", "set"] as const satisfies readonly Choice[];

const IMPOSSIBLE = new Set<string>(
  PLAUSIBILITY_RULES.filter(({ weight }) => weight === "impossible").map(({ id }) => id),
);

const NOT_SENT: Readonly<Record<string, string>> = {
  expiresAt: "An expiry cannot be sent: only renewing moves it.",
  registeredAt: "No registrar takes the day of a registration from us.",
  statuses: "Statuses follow from what is done with the name; they cannot be sent.",
  registrant: "The holder is changed with the contacts of the name.",
  dnssec: "Keys are changed where the zone is signed.",
};

function pushObstacle({ field, kept, home }: Facts): string | null {
  const reason = NOT_SENT[field];
  if (reason) return reason;
  if (home.registrar === "manual") return `${home.name} is kept by hand: nothing can be sent.`;
  if (home.mode !== "full") return `${home.name} is read-only here: nothing is sent with it.`;
  if (field === "nameservers" && (!Array.isArray(kept) || kept.length < 2))
    return "Ours are fewer than two nameservers; a registrar takes no such set.";
  if (field === "lockState" && kept !== "locked")
    return "Unlocking asks for a purpose and an end: do it on the page of the name.";
  return null;
}

const SET_BY_HAND = new Set(["expiresAt", "registeredAt", "nameservers"]);

const OBSTACLES: Readonly<Partial<Record<Choice, (facts: Facts) => string | null>>> = {
  take: ({ rule }) =>
    IMPOSSIBLE.has(rule)
      ? "No registration can have this value, so nobody can take it over."
      : null,
  push: pushObstacle,
  set: ({ field }) => (SET_BY_HAND.has(field) ? null : "There is nothing else it could be."),
};

/** What may be chosen about a conflict, in the order of the keys 1 to 4, each with what stands against it. */
export const choicesOf = (facts: Facts): ConflictChoice[] =>
  (isReview(facts.field) ? OF_REVIEWS[facts.field] : OF_VALUES).map((choice) => ({
    choice,
    obstacle: OBSTACLES[choice]?.(facts) ?? null,
  }));

/** Why a choice cannot be made, or null. */
export function obstacleTo(choice: Choice, facts: Facts): string | null {
  const offered = choicesOf(facts).find((one) => one.choice === choice);
  return offered ? offered.obstacle : "There is no such choice here.";
}
