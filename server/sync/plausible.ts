import { addDays, addYears, isAfter, isBefore } from "date-fns";
import { spokenDay } from "../names/spoken-day";
import type { RegistrarDomain } from "../registrars/gateway";
import { firm } from "../tlds/rule";
import { ruleOf } from "../tlds/rules";
import type { Choice } from "./doubt";

const EARLIEST = Date.UTC(1985, 0, 1);
const USUAL_YEARS = 10;
const MOST_DAYS_BACK = 5;
/** Registries count the days of a period differently at its ends. */
const DAYS_OF_GRACE = 5;

/** What a value is held against. */
export type Ground = {
  readonly now: Date;
  readonly name: string;
  /** The record as far as registrars told it. */
  readonly known: {
    readonly expiresAt: string | null;
    readonly nameservers: readonly string[] | null;
    readonly unknownStatuses: readonly string[];
  };
};

/** What is wrong with a value, and what is likely right to do about it. */
type Problem = {
  readonly reason: string;
  readonly suggestion: Choice;
  readonly why: string;
};

type PlausibilityRule = {
  readonly id: string;
  readonly field: "expiresAt" | "registeredAt" | "nameservers" | "statuses";
  /** What is called so on screens. */
  readonly label: string;
  /** Impossible values can be taken by nobody; suspicious ones by a person. */
  readonly weight: "impossible" | "suspicious";
  /** What is wrong, or null. A field that was not told is never asked about. */
  readonly problem: (told: RegistrarDomain, ground: Ground) => Problem | null;
};

/** How many years a name may be paid ahead for. */
const yearsAhead = (name: string): number => {
  const rule = ruleOf(name)?.rule;
  return firm(rule?.yearsAhead) ?? firm(rule?.renewYears)?.most ?? USUAL_YEARS;
};

/** No ending sells more than this, and a transfer or a grace may stand on top. */
export const furthest = ({ name, now }: Pick<Ground, "name" | "now">): Date =>
  addYears(now, Math.max(USUAL_YEARS, yearsAhead(name)) + 1);

export const isOutside = (at: Date, latest: Date): boolean =>
  !(at.getTime() >= EARLIEST && !isAfter(at, latest));

/** Whether any registration of a name could expire then. */
export const canExpireOn = (told: string, name: string, now: Date): boolean =>
  !isOutside(new Date(told), furthest({ name, now }));

/** Whether any registration could begin then. */
export const canBeginOn = (told: string, now: Date): boolean =>
  !isOutside(new Date(told), addDays(now, 1));

const KEEP_AND_ASK = "Ours is likelier. Tell the registrar what it said; nothing is changed here.";

function expiryOutOfRange({ expiresAt }: RegistrarDomain, ground: Ground): Problem | null {
  if (expiresAt === undefined || canExpireOn(expiresAt, ground.name, ground.now)) return null;
  const reason = `The registrar gave ${spokenDay(expiresAt)}, which no registration can expire on.`;
  return { reason, suggestion: "ignore", why: KEEP_AND_ASK };
}

/** A renewal that was not paid is taken back by exactly the years it gave. */
const isWholeYears = (from: Date, to: Date): boolean =>
  Array.from({ length: USUAL_YEARS }, (_, at) => addYears(to, at + 1)).some(
    (back) => Math.abs(back.getTime() - from.getTime()) <= 86_400_000,
  );

function expiryMovedBack({ expiresAt }: RegistrarDomain, { known }: Ground): Problem | null {
  if (expiresAt === undefined || known.expiresAt === null) return null;
  const [from, to] = [new Date(known.expiresAt), new Date(expiresAt)];
  if (!isBefore(to, addDays(from, -MOST_DAYS_BACK))) return null;
  const reason = `The registrar moved the expiry back from ${spokenDay(known.expiresAt)} to ${spokenDay(expiresAt)}.`;
  return isWholeYears(from, to)
    ? {
        reason,
        suggestion: "take",
        why: "It went back by whole years, as when a renewal was not paid and is taken back.",
      }
    : { reason, suggestion: "ignore", why: KEEP_AND_ASK };
}

function expiryTooFar({ expiresAt }: RegistrarDomain, ground: Ground): Problem | null {
  const { known, now, name } = ground;
  if (expiresAt === undefined || expiresAt === known.expiresAt) return null;
  const recorded = known.expiresAt === null ? now : new Date(known.expiresAt);
  const from = isBefore(recorded, now) ? now : recorded;
  const most = yearsAhead(name);
  if (!isAfter(new Date(expiresAt), addDays(addYears(from, most), DAYS_OF_GRACE))) return null;
  return {
    reason: `The registrar gave ${spokenDay(expiresAt)}: more than the ${most} ${most === 1 ? "year" : "years"} this ending can be paid ahead for.`,
    suggestion: "ignore",
    why: KEEP_AND_ASK,
  };
}

function registrationOutOfRange(
  { registeredAt }: RegistrarDomain,
  { now }: Ground,
): Problem | null {
  if (registeredAt === undefined || canBeginOn(registeredAt, now)) return null;
  const reason = `The registrar gave ${spokenDay(registeredAt)}, which no registration can begin on.`;
  return { reason, suggestion: "ignore", why: KEEP_AND_ASK };
}

function nameserversEmpty({ nameservers }: RegistrarDomain, { known }: Ground): Problem | null {
  if (nameservers === undefined || nameservers.length > 0) return null;
  if (known.nameservers === null || known.nameservers.length === 0) return null;
  return {
    reason: "The registrar gave an empty list of nameservers.",
    suggestion: "ignore",
    why: "An empty list is more often a gap in an answer than a name without nameservers.",
  };
}

function statusUnknown({ unknownStatuses }: RegistrarDomain, { known }: Ground): Problem | null {
  const unheard = (unknownStatuses ?? []).filter((word) => !known.unknownStatuses.includes(word));
  if (unheard.length === 0) return null;
  return {
    reason: `The registrar uses ${unheard.length === 1 ? "a status" : "statuses"} we do not know: ${unheard.join(", ")}.`,
    suggestion: "take",
    why: "The word has no effect on the dates here. Taken over, it is shown beside the known statuses.",
  };
}

/** When a told value is not believed, as a table: the first rule that finds something wrong with a field counts. */
export const PLAUSIBILITY_RULES = [
  {
    id: "expiry_range",
    field: "expiresAt",
    label: "Expiry out of range",
    weight: "impossible",
    problem: expiryOutOfRange,
  },
  {
    id: "expiry_back",
    field: "expiresAt",
    label: "Expiry moved back",
    weight: "suspicious",
    problem: expiryMovedBack,
  },
  {
    id: "expiry_far",
    field: "expiresAt",
    label: "Expiry too far ahead",
    weight: "suspicious",
    problem: expiryTooFar,
  },
  {
    id: "registered_range",
    field: "registeredAt",
    label: "Registration out of range",
    weight: "impossible",
    problem: registrationOutOfRange,
  },
  {
    id: "nameservers_empty",
    field: "nameservers",
    label: "No nameservers",
    weight: "suspicious",
    problem: nameserversEmpty,
  },
  {
    id: "status_unknown",
    field: "statuses",
    label: "Unknown status",
    weight: "suspicious",
    problem: statusUnknown,
  },
] as const satisfies readonly PlausibilityRule[];

export type PlausibilityRuleId = (typeof PLAUSIBILITY_RULES)[number]["id"];
export type Implausible = Problem &
  Pick<PlausibilityRule, "field"> & { readonly rule: PlausibilityRuleId };

/** What of a reading cannot be believed, at most once per field. */
export function implausible(told: RegistrarDomain, ground: Ground): readonly Implausible[] {
  const found = new Map<string, Implausible>();
  for (const { id, field, problem } of PLAUSIBILITY_RULES) {
    const wrong = found.has(field) ? null : problem(told, ground);
    if (wrong) found.set(field, { ...wrong, field, rule: id });
  }
  return [...found.values()];
}
