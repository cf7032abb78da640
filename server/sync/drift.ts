import { DOMAIN_FLAGS } from "../names/domain-flags";
import type { EppStatus } from "../names/epp-status";
import { lifecycleOf } from "../names/lifecycle";
import type { AutoRenewMode, LockState } from "../names/modes";
import type { RegistrarDomain } from "../registrars/gateway";
import { expiryProblem, nameserversProblem, registrationProblem } from "./plausible";

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
  registrant: null,
  flags: 0,
};

/** The record after a reading, the fields that changed, and the values that were not believed. */
export type Drift = {
  readonly record: RemoteRecord;
  readonly changed: readonly (keyof RemoteRecord)[];
  readonly disbelieved: Readonly<Record<string, string>>;
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

/** Leaves out what cannot be believed, and says why. */
function sift(told: RegistrarDomain, known: RemoteRecord, now: Date) {
  const problems: Record<string, string | null> = {
    expiresAt: told.expiresAt ? expiryProblem(told.expiresAt, known.expiresAt, now) : null,
    registeredAt: told.registeredAt ? registrationProblem(told.registeredAt, now) : null,
    nameservers: told.nameservers ? nameserversProblem(told.nameservers, known.nameservers) : null,
  };
  const disbelieved = Object.fromEntries(
    Object.entries(problems).filter((entry): entry is [string, string] => entry[1] !== null),
  );
  const believed = Object.fromEntries(
    Object.entries(told).filter(([field]) => !(field in disbelieved)),
  ) as RegistrarDomain;
  return { believed, disbelieved };
}

const bit = (flag: keyof typeof DOMAIN_FLAGS, isSet: boolean) => (isSet ? DOMAIN_FLAGS[flag] : 0);

/** Flags that follow from the record alone; the ones that wait for a look stay as they are. */
function flagsOf(
  known: RemoteRecord,
  next: RemoteRecord,
  local: LocalRecord,
  disbelieved: object,
): number {
  const computed =
    DOMAIN_FLAGS.auto_renew_mismatch |
    DOMAIN_FLAGS.disbelieved |
    DOMAIN_FLAGS.unknown_status |
    DOMAIN_FLAGS.missing;
  const isRelocked = next.lockState === "locked";
  const wasUnlocked = known.lockState === "locked" && next.lockState === "unlocked";
  const moved =
    known.nameservers !== null && !isSame(known.nameservers, next.nameservers, "nameservers");
  return (
    (known.flags & ~computed & ~bit("unlocked_elsewhere", isRelocked)) |
    bit("auto_renew_mismatch", isMismatch(local.autoRenewWish, next.autoRenew)) |
    bit("disbelieved", Object.keys(disbelieved).length > 0) |
    bit("unknown_status", next.unknownStatuses.length > 0) |
    bit("unlocked_elsewhere", wasUnlocked) |
    bit("nameservers_changed", moved)
  );
}

/** Whether the registrar's mode is known not to be the one we wish. */
export const isMismatch = (wish: boolean | null, mode: AutoRenewMode): boolean =>
  wish !== null && mode !== "unknown" && wish !== (mode === "on");

const AUTO_RENEW = { true: "on", false: "off" } as const;

function overlaid(known: RemoteRecord, told: RegistrarDomain): RemoteRecord {
  const mode = told.autoRenew === undefined ? known.autoRenew : AUTO_RENEW[`${told.autoRenew}`];
  return {
    ...known,
    registrarRef: told.registrarRef ?? known.registrarRef,
    statuses: told.statuses ?? known.statuses,
    unknownStatuses: told.unknownStatuses ?? (told.statuses ? [] : known.unknownStatuses),
    registeredAt: told.registeredAt ?? known.registeredAt,
    expiresAt: told.expiresAt ?? known.expiresAt,
    registryUpdatedAt: told.registryUpdatedAt ?? known.registryUpdatedAt,
    phases: told.phases ?? known.phases,
    autoRenew: mode,
    lockState: lockStateOf(told, known.lockState),
    nameservers: told.nameservers ?? known.nameservers,
    dnssec: told.dnssec ?? known.dnssec,
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

/**
 * Holds a reading against the record. The registrar wins wherever it spoke and can be believed; where
 * it was silent the record stays; what cannot be believed is kept out and told.
 *
 * @param proven the record as far as registrars told it: what came from a file cannot make their word doubtful
 */
export function driftOf(
  known: RemoteRecord,
  local: LocalRecord,
  told: RegistrarDomain,
  now: Date,
  proven: RemoteRecord = known,
): Drift {
  const { believed, disbelieved } = sift(told, proven, now);
  const next = withLifecycle(overlaid(known, believed), local, now);
  const record = { ...next, flags: flagsOf(known, next, local, disbelieved) };
  const fields = Object.keys(record) as (keyof RemoteRecord)[];
  const changed = fields.filter((field) => !isSame(known[field], record[field], field));
  return { record, changed, disbelieved };
}

/** The record as it stands when time alone has passed: its phase, its day, nothing else. */
export function agedRecord(known: RemoteRecord, local: LocalRecord, now: Date): RemoteRecord {
  return withLifecycle(known, local, now);
}
