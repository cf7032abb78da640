import { tz } from "@date-fns/tz";
import { addDays, startOfDay } from "date-fns";
import type { Actor } from "../auth/actor";
import { organisationTimeZone } from "../kernel/today";
import { normaliseDomainName } from "../names/normalise-domain-name";
import { ACTIONS, type ObjectKind } from "./entry";
import { type AuditQuery, HOUSE, OBJECT_KINDS } from "./schemas";

/** What of the log a caller may see. */
export type Sight = {
  readonly kinds: readonly ObjectKind[];
  /** Whether people of the house, and addresses, are told by name. */
  readonly seesHouse: boolean;
};

/** Admins see the whole log, staff what concerns names and accounts, customers their own names. */
export function sightOf(actor: Actor): Sight {
  if (actor.kind === "job" || actor.role === "admin")
    return { kinds: OBJECT_KINDS, seesHouse: true };
  if (actor.role === "staff")
    return {
      kinds: ["domain", "operation", "plan", "contact", "account", "view", "price", "ceiling"],
      seesHouse: true,
    };
  return { kinds: ["domain", "operation", "plan", "contact", "view", "ceiling"], seesHouse: false };
}

/** A query of the log, resolved: instants, kinds the caller may see, a name as it is stored. */
export type AuditFilter = {
  readonly from: string | null;
  /** Entries before this instant. */
  readonly until: string | null;
  readonly actor: string | null;
  readonly actions: readonly string[];
  readonly kinds: readonly ObjectKind[];
  readonly object: string | null;
  readonly name: string | null;
  readonly result: string | null;
  readonly partnerId: string | null;
  readonly runId: string | null;
  /** Whether `actor` may only be one of the caller's own people, or the house as one. */
  readonly hidesHouse: boolean;
  readonly isGrouped: boolean;
};

const isDay = (text: string) => text.length === 10;

/** The instant at which a day begins where the organisation is, `plus` days later. */
function dawn(day: string, plus = 0): string {
  const zone = tz(organisationTimeZone());
  return new Date(
    startOfDay(addDays(`${day}T12:00:00Z`, plus, { in: zone }), { in: zone }).getTime(),
  ).toISOString();
}

const asInstant = (text: string | null) =>
  text === null ? null : isDay(text) ? dawn(text) : new Date(text).toISOString();

const after = (text: string | null) => {
  if (text === null) return null;
  return isDay(text) ? dawn(text, 1) : new Date(Date.parse(text) + 1).toISOString();
};

const DAY_MS = 86_400_000;

function range({ within, from, to }: AuditQuery, now: Date) {
  if (within !== null)
    return { from: new Date(now.getTime() - within * DAY_MS).toISOString(), until: null };
  return { from: asInstant(from), until: after(to) };
}

function storedName(name: string | null): string | null {
  if (name === null) return null;
  const typed = normaliseDomainName(name);
  return typed.ok ? typed.value.name : name;
}

/** The kinds that both the query asks for and the caller may see; none left: nothing is found. */
function wantedKinds(query: AuditQuery, sight: Sight): readonly ObjectKind[] {
  const ofActions = query.action.map((action) => ACTIONS[action]);
  return sight.kinds.filter(
    (kind) =>
      (query.kind === null || kind === query.kind) &&
      (ofActions.length === 0 || ofActions.includes(kind)),
  );
}

/** Resolves a query for a caller. */
export function resolveFilter(query: AuditQuery, sight: Sight, now: Date): AuditFilter {
  return {
    ...range(query, now),
    actor: query.actor,
    actions: query.action,
    kinds: wantedKinds(query, sight),
    object: query.object,
    name: storedName(query.name),
    result: query.result,
    partnerId: query.partner,
    runId: query.run,
    hidesHouse: !sight.seesHouse,
    isGrouped:
      query.view === "runs" && query.run === null && query.object === null && query.name === null,
  };
}

/** Whether the actor filter asks for the house as a whole. */
export const isHouse = (actor: string | null): boolean => actor === HOUSE;
