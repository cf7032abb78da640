import { z } from "zod";
import type { AutoRenewMode } from "../names/modes";
import { isMismatch } from "./auto-renew-wish";
import type { TruthField } from "./schemas";

/** The part of a record that the registrar speaks of as well. */
export type Here = {
  readonly expiresAt: string | null;
  readonly registeredAt: string | null;
  readonly statuses: readonly string[];
  readonly unknownStatuses: readonly string[];
  readonly lockState: string;
  readonly autoRenew: string;
  readonly autoRenewWish: boolean | null;
  readonly nameservers: readonly string[] | null;
  readonly dnssec: boolean | null;
  readonly privacy: boolean | null;
  readonly registrant: string | null;
};

const words = z.array(z.string()).optional().catch(undefined);
const text = z.string().optional().catch(undefined);
const flag = z.boolean().optional().catch(undefined);

/** What `domain_observations.observed` holds; anything that does not fit was never told. */
const Observed = z.object({
  expiresAt: text,
  registeredAt: text,
  statuses: words,
  unknownStatuses: words,
  transferLocked: flag,
  canLock: flag,
  autoRenew: flag,
  nameservers: words,
  dnssec: flag,
  privacy: flag,
  registrant: text,
  _at: z.record(z.string(), z.string()).catch({}).default({}),
  _via: z
    .record(z.string(), z.enum(["list", "info"]))
    .catch({})
    .default({}),
});
type Observed = z.infer<typeof Observed>;

const ON_OFF = { true: "on", false: "off" } as const;

function lockTold({ transferLocked, canLock }: Observed) {
  if (transferLocked) return "locked";
  if (canLock === false) return "unsupported";
  return transferLocked === undefined ? undefined : "unlocked";
}

const statusesTold = ({ statuses, unknownStatuses }: Observed) =>
  statuses || unknownStatuses ? [...(statuses ?? []), ...(unknownStatuses ?? [])] : undefined;

const asSet = (values: readonly string[]) =>
  [...new Set(values.map((value) => value.toLowerCase()))].sort().join(" ");

/** Whether two values of a field mean the same: lists as sets, instants as instants. */
function isSame(here: unknown, told: unknown): boolean {
  if (Array.isArray(here) && Array.isArray(told)) return asSet(here) === asSet(told);
  if (typeof here === "string" && typeof told === "string" && /^\d{4}-/.test(here))
    return Date.parse(here) === Date.parse(told);
  return here === told;
}

type Pair = {
  readonly field: TruthField["field"];
  /** The key of the observation that dates it, where it is not the field's own. */
  readonly key?: string;
  readonly here: unknown;
  readonly told: unknown;
};

const pairsOf = (here: Here, told: Observed): Pair[] => [
  { field: "expiresAt", here: here.expiresAt, told: told.expiresAt },
  { field: "registeredAt", here: here.registeredAt, told: told.registeredAt },
  {
    field: "statuses",
    here: [...here.statuses, ...here.unknownStatuses],
    told: statusesTold(told),
  },
  { field: "lockState", key: "transferLocked", here: here.lockState, told: lockTold(told) },
  {
    field: "autoRenew",
    here: here.autoRenewWish === null ? here.autoRenew : ON_OFF[`${here.autoRenewWish}`],
    told: told.autoRenew === undefined ? undefined : ON_OFF[`${told.autoRenew}`],
  },
  { field: "nameservers", here: here.nameservers, told: told.nameservers },
  { field: "dnssec", here: here.dnssec, told: told.dnssec },
  { field: "privacy", here: here.privacy, told: told.privacy },
  { field: "registrant", here: here.registrant, told: told.registrant },
];

/** A conflict that is not over: which rule keeps the told value out, and why. */
export type Waiting = { readonly rule: string; readonly reason: string };

export type Readings = Readonly<Record<"list" | "info", string | null>>;

function lastTold({ _at, _via }: Observed, key: string, readings: Readings): string | null {
  const at = _at[key] ?? null;
  const via = _via[key];
  const confirmed = via ? readings[via] : null;
  return confirmed && (!at || Date.parse(confirmed) > Date.parse(at)) ? confirmed : at;
}

/**
 * Each field as it stands here beside what the registrar last said of it, with age, source, and who
 * wins: the registrar, except for the auto-renew wish, which is ours, and values not believed.
 *
 * @param observed `domain_observations.observed`
 * @param waiting field → the conflict that keeps its told value out
 * @param readings when the name was last read in each way: a reading that brings nothing new is not
 *   observed again, and confirms what was told the same way
 */
export function truthOf(
  here: Here,
  observed: unknown,
  waiting: Readonly<Record<string, Waiting>>,
  readings: Readings,
): TruthField[] {
  const parsed = Observed.safeParse(observed ?? {});
  const told = parsed.success ? parsed.data : Observed.parse({});
  return pairsOf(here, told).map(({ field, key = field, here: own, told: theirs }) => ({
    field,
    here: own,
    registrar: theirs ?? null,
    toldAt: theirs === undefined ? null : lastTold(told, key, readings),
    via: theirs === undefined ? null : (told._via[key] ?? null),
    differs: theirs !== undefined && !isSame(own, theirs) && !isUnspoken(field, here),
    rule: ruleOf(field, here, waiting[field]),
    reason: waiting[field]?.reason ?? null,
  }));
}

/** A wish that agrees with the record's mode is no difference, even where the mode is told later. */
const isUnspoken = (field: string, here: Here) =>
  field === "autoRenew" &&
  here.autoRenewWish !== null &&
  !isMismatch(here.autoRenewWish, here.autoRenew as AutoRenewMode);

const BY_AUTHORITY: Readonly<Record<string, TruthField["rule"]>> = {
  ask: "asked",
  ours: "ours_wins",
  wish: "ours_wins",
};

const ruleOf = (field: string, here: Here, waits: Waiting | undefined): TruthField["rule"] => {
  if (waits) return BY_AUTHORITY[waits.rule] ?? "disbelieved";
  return field === "autoRenew" && here.autoRenewWish !== null ? "ours_wins" : "registrar_wins";
};
