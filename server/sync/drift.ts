import { isMismatch } from "../domains/auto-renew-wish";
import { DOMAIN_FLAGS } from "../names/domain-flags";
import type { EppStatus } from "../names/epp-status";
import { lifecycleOf } from "../names/lifecycle";
import type { AutoRenewMode, LockState } from "../names/modes";
import type { RegistrarDomain } from "../registrars/gateway";
import { type Authority, type RuledField, usualAuthority } from "./authority";
import type { Doubt } from "./doubt";
import { implausible } from "./plausible";

/** The part of a domain's record that the registrar decides, or that follows from it. */
export type RemoteRecord = {
  readonly registrarRef: string | null;
  readonly lifecycle: string;
  readonly lifecycleChangesAt: string | null;
  readonly statuses: readonly string[];
  readonly unknownStatuses: readonly string[];
  readonly registeredAt: string | null;
  readonly expiresAt: string | null;
  readonly registryUpdatedAt: string | null;
  readonly phases: RegistrarDomain["phases"] | null;
  readonly renewBy: string | null;
  readonly autoRenew: AutoRenewMode;
  readonly lockState: LockState;
  readonly nameservers: readonly string[] | null;
  readonly dnssec: boolean | null;
  readonly privacy: boolean | null;
  readonly registrant: string | null;
  readonly flags: number;
};

/** What is ours and decides with: the wish that the registrar's mode is held against. */
export type LocalRecord = { readonly tld: string; readonly autoRenewWish: boolean | null };

export const BLANK_RECORD: RemoteRecord = {
  registrarRef: null,
  lifecycle: "unknown",
  lifecycleChangesAt: null,
  statuses: [],
  unknownStatuses: [],
  registeredAt: null,
  expiresAt: null,
  registryUpdatedAt: null,
  phases: null,
  renewBy: null,
  autoRenew: "unknown",
  lockState: "unknown",
  nameservers: null,
  dnssec: null,
  privacy: null,
  registrant: null,
  flags: 0,
};

/** The record after a reading, the fields that changed, and the values that a person must decide about. */
export type Drift = {
  readonly record: RemoteRecord;
  readonly changed: readonly (keyof RemoteRecord)[];
  readonly doubts: readonly Doubt[];
};

const asSet = (values: readonly string[]) =>
  [...new Set(values.map((value) => value.toLowerCase()))].sort().join(" ");

/** Whether two values of a record mean the same: lists as sets, instants as instants. */
function isSame(before: unknown, after: unknown, field: keyof RemoteRecord): boolean {
  if (Array.isArray(before) && Array.isArray(after)) return asSet(before) === asSet(after);
  if (typeof before === "string" && typeof after === "string" && field.endsWith("At"))
    return Date.parse(before) === Date.parse(after);
  if (typeof before === "object" || typeof after === "object")
    return JSON.stringify(before) === JSON.stringify(after);
  return before === after;
}

function lockStateOf(told: RegistrarDomain, known: LockState): LockState {
  if (told.transferLocked === undefined)
    return told.canLock === false && known === "unknown" ? "unsupported" : known;
  if (told.transferLocked) return "locked";
  if (told.canLock === false) return "unsupported";
  return told.canLock === undefined && known === "unsupported" ? known : "unlocked";
}

/** What is held back of a reading with each field that cannot be believed. */
const HELD_BACK: Readonly<Record<string, readonly (keyof RegistrarDomain)[]>> = {
  expiresAt: ["expiresAt", "phases"],
  registeredAt: ["registeredAt"],
  nameservers: ["nameservers"],
};

/** Leaves out what cannot be believed, and says why. Known statuses beside unknown words are believed. */
function sift(told: RegistrarDomain, { now, proven }: Required<Pick<Terms, "now" | "proven">>) {
  const found = implausible(told, { now, name: told.name, known: proven });
  const held = new Set(found.flatMap(({ field }) => HELD_BACK[field] ?? []));
  const known = (told.unknownStatuses ?? []).filter((word) =>
    proven.unknownStatuses.includes(word),
  );
  const believed = Object.fromEntries(
    Object.entries({ ...told, ...(told.unknownStatuses ? { unknownStatuses: known } : {}) }).filter(
      ([field]) => !held.has(field as keyof RegistrarDomain),
    ),
  ) as RegistrarDomain;
  const doubts = found.map(({ field, ...problem }): Doubt => {
    const value = field === "statuses" ? told.unknownStatuses : told[field];
    return { ...problem, field, told: value ?? null, kept: proven[field] };
  });
  return { believed, doubts };
}

const bit = (flag: keyof typeof DOMAIN_FLAGS, isSet: boolean) => (isSet ? DOMAIN_FLAGS[flag] : 0);

/** Flags that follow from the record alone; the ones that wait for a look stay as they are. */
function flagsOf(known: RemoteRecord, next: RemoteRecord, local: LocalRecord): number {
  const computed =
    DOMAIN_FLAGS.auto_renew_mismatch | DOMAIN_FLAGS.unknown_status | DOMAIN_FLAGS.missing;
  const isRelocked = next.lockState === "locked";
  const wasUnlocked = known.lockState === "locked" && next.lockState === "unlocked";
  const moved =
    known.nameservers !== null && !isSame(known.nameservers, next.nameservers, "nameservers");
  return (
    (known.flags & ~computed & ~bit("unlocked_elsewhere", isRelocked)) |
    bit("auto_renew_mismatch", isMismatch(local.autoRenewWish, next.autoRenew)) |
    bit("unknown_status", next.unknownStatuses.length > 0) |
    bit("unlocked_elsewhere", wasUnlocked) |
    bit("nameservers_changed", moved)
  );
}

const AUTO_RENEW = { true: "on", false: "off" } as const;

const autoRenewOf = ({ autoRenew }: RegistrarDomain, known: AutoRenewMode): AutoRenewMode =>
  autoRenew === undefined ? known : AUTO_RENEW[`${autoRenew}`];

function overlaid(known: RemoteRecord, told: RegistrarDomain): RemoteRecord {
  return {
    ...known,
    registrarRef: told.registrarRef ?? known.registrarRef,
    statuses: told.statuses ?? known.statuses,
    unknownStatuses: told.unknownStatuses ?? (told.statuses ? [] : known.unknownStatuses),
    registeredAt: told.registeredAt ?? known.registeredAt,
    expiresAt: told.expiresAt ?? known.expiresAt,
    registryUpdatedAt: told.registryUpdatedAt ?? known.registryUpdatedAt,
    phases: told.phases ?? known.phases,
    autoRenew: autoRenewOf(told, known.autoRenew),
    lockState: lockStateOf(told, known.lockState),
    nameservers: told.nameservers ?? known.nameservers,
    dnssec: told.dnssec ?? known.dnssec,
    privacy: told.privacy ?? known.privacy,
    registrant: told.registrant ?? known.registrant,
  };
}

function withLifecycle(record: RemoteRecord, local: LocalRecord, now: Date): RemoteRecord {
  const { lifecycle, changesAt, renewBy } = lifecycleOf({
    statuses: record.statuses as readonly EppStatus[],
    expiresAt: record.expiresAt,
    phases: record.phases ?? null,
    tld: local.tld,
    now,
  });
  return { ...record, lifecycle, lifecycleChangesAt: changesAt, renewBy };
}

/** By what a reading is held against a record. */
export type Terms = {
  readonly now: Date;
  /** The record as far as registrars told it: what came from a file cannot make their word doubtful. */
  readonly proven?: RemoteRecord;
  /** Whose word counts for a field. */
  readonly authority?: (field: RuledField) => Authority;
};

const UNTOLD = new Set<unknown>([null, "unknown"]);

/** Fields that stay with ours where our word counts, each with what goes with it in the record. */
const KEPT_WITH: Readonly<
  Record<Exclude<RuledField, "autoRenew">, readonly (keyof RemoteRecord)[]>
> = {
  expiresAt: ["expiresAt", "phases"],
  statuses: ["statuses", "unknownStatuses"],
  nameservers: ["nameservers"],
  lockState: ["lockState"],
  registrant: ["registrant"],
  dnssec: ["dnssec"],
};

const BY_AUTHORITY = {
  ask: {
    rule: "ask",
    reason: "The registrar changed it, and changes of this field are asked about first.",
    suggestion: "take",
    why: "The value is one that a registrar can give; it says so, and decides what is so there.",
  },
  ours: {
    rule: "ours",
    reason: "The registrar tells another value, and ours counts for this field.",
    suggestion: "push",
    why: "The rule of the account says that our value is the right one: send it to the registrar.",
  },
} as const;

/** Takes back what the registrar may not change by itself. What was never told before is learned all the same. */
function deferred(known: RemoteRecord, next: RemoteRecord, { authority = usualAuthority }: Terms) {
  const doubts: Doubt[] = [];
  let record = next;
  for (const [field, also] of Object.entries(KEPT_WITH)) {
    const ruled = field as keyof typeof KEPT_WITH;
    const whose = authority(ruled);
    if (
      whose === "registrar" ||
      UNTOLD.has(known[ruled]) ||
      isSame(known[ruled], next[ruled], ruled)
    )
      continue;
    doubts.push({ ...BY_AUTHORITY[whose], field: ruled, told: next[ruled], kept: known[ruled] });
    record = { ...record, ...Object.fromEntries(also.map((one) => [one, known[one]])) };
  }
  return { record, doubts };
}

/** Our wish and the registrar's mode stand side by side; where they differ, somebody decides. */
function wishDoubts(
  told: RegistrarDomain,
  record: RemoteRecord,
  { autoRenewWish }: LocalRecord,
  { authority = usualAuthority }: Terms,
): Doubt[] {
  if (told.autoRenew === undefined || authority("autoRenew") === "registrar") return [];
  if (!isMismatch(autoRenewWish, record.autoRenew)) return [];
  const kept = AUTO_RENEW[`${autoRenewWish === true}`];
  return [
    {
      field: "autoRenew",
      rule: "wish",
      told: record.autoRenew,
      kept,
      reason: `Auto-renew is ${record.autoRenew} at the registrar, and we wish it ${kept}.`,
      suggestion: "push",
      why: "Our wish counts for auto-renew: send it to the registrar.",
    },
  ];
}

/**
 * Holds a reading against the record. The registrar wins wherever it spoke, can be believed, and no rule says
 * otherwise; where it was silent the record stays; the rest is kept out and told, for a person to decide.
 */
export function driftOf(
  known: RemoteRecord,
  local: LocalRecord,
  told: RegistrarDomain,
  terms: Terms,
): Drift {
  const { now, proven = known } = terms;
  const sifted = sift(told, { now, proven });
  const kept = deferred(known, overlaid(known, sifted.believed), terms);
  const next = withLifecycle(kept.record, local, now);
  const record = { ...next, flags: flagsOf(known, next, local) };
  const fields = Object.keys(record) as (keyof RemoteRecord)[];
  const changed = fields.filter((field) => !isSame(known[field], record[field], field));
  const doubts = [...sifted.doubts, ...kept.doubts, ...wishDoubts(told, record, local, terms)];
  return { record, changed, doubts };
}

/** The record as it stands when time alone has passed: its phase, its day, nothing else. */
export function agedRecord(known: RemoteRecord, local: LocalRecord, now: Date): RemoteRecord {
  return withLifecycle(known, local, now);
}

/** The record with fields as a person wants them: its phase, its day and its flags follow. */
export function recordWith(
  known: RemoteRecord,
  fields: Partial<RemoteRecord>,
  local: LocalRecord,
  now: Date,
): RemoteRecord {
  const record = withLifecycle({ ...known, ...fields }, local, now);
  const flags =
    (record.flags & ~DOMAIN_FLAGS.unknown_status) |
    bit("unknown_status", record.unknownStatuses.length > 0);
  return { ...record, flags };
}
