import { randomUUID } from "node:crypto";
import type { Transaction } from "@/db/client";
import { together } from "@/db/together";
import type { Recorder } from "../audit/mutate";
import { holdConflicts, holdReviews } from "../conflicts/hold";
import { isMismatch } from "../domains/auto-renew-wish";
import { Tag } from "../domains/schemas";
import { DOMAIN_FLAGS } from "../names/domain-flags";
import { toUnicode } from "../names/to-unicode";
import type { RegistrarDomain } from "../registrars/gateway";
import { type Authority, authorityFor, type FieldRule, type RuledField } from "./authority";
import { BLANK_RECORD, type Drift, driftOf, type RemoteRecord } from "./drift";
import { mergeObservation, type Via } from "./observation";
import * as store from "./store";

/** Whose readings these are, and how the run stands to its account. */
export type Reading = {
  readonly accountId: string;
  readonly runId: string;
  readonly via: Via;
  readonly now: Date;
  /** Whether the account was read to its end before: then a new name is an arrival to look at. */
  readonly isKnownAccount: boolean;
  readonly defaultPartnerId: string | null;
  /** Fields that this house itself changed: their new values are no news to look at. */
  readonly ours?: ReadonlySet<OwnField>;
  /** The rules of the account, where they were read already. */
  readonly rules?: readonly FieldRule[];
};

/** What of a name this house changes at registrars. */
export type OwnField =
  | "nameservers"
  | "lockState"
  | "expiresAt"
  | "registrant"
  | "contacts"
  | "dnssec";

export type FieldChange = {
  readonly field: string;
  readonly before: unknown;
  readonly after: unknown;
};

type Compared = {
  readonly known: store.KnownDomain;
  readonly told: RegistrarDomain;
  readonly drift: Drift;
  readonly authority: (field: RuledField) => Authority;
};

/** What applying readings did. `changes` holds the fields per written name. */
export type Applied = {
  readonly added: number;
  readonly changed: number;
  readonly conflicts: number;
  readonly changes: ReadonlyMap<string, readonly FieldChange[]>;
  /** Names somebody changed while they were compared: left alone, to be compared again next time. */
  readonly lost: ReadonlySet<string>;
};

const fieldsOf = (record: RemoteRecord | null, fields: readonly (keyof RemoteRecord)[]) =>
  Object.fromEntries(fields.map((field) => [field, record ? record[field] : null]));

/** Fields that follow from others, or mean nothing to a reader of the log. */
const SILENT = new Set<keyof RemoteRecord>([
  "lifecycleChangesAt",
  "flags",
  "registrarRef",
  "registryUpdatedAt",
  "phases",
]);

/** The changes of a reading that mean something to a reader of the log. */
export const spoken = (drift: Drift) => drift.changed.filter((field) => !SILENT.has(field));

/** What a reading calls a field of the record, where it is not the same word. */
const TOLD_AS: Partial<Record<RuledField, keyof RegistrarDomain>> = { lockState: "transferLocked" };

/** A reading held against the record it is about: what of it would be taken over, and what is doubted. */
export function compare(
  known: store.KnownDomain,
  told: RegistrarDomain,
  reading: Reading,
  rules: readonly FieldRule[],
): Compared {
  const isProven = known.observed?.expiresAt !== undefined;
  const proven = isProven ? known.record : { ...known.record, expiresAt: null };
  const ruled = authorityFor(rules, known.partnerId);
  // What no registrar told before, and what we had changed ourselves, is nothing to ask about.
  const isNews = (field: RuledField) =>
    known.observed?.[(TOLD_AS[field] ?? field) as keyof typeof known.observed] === undefined ||
    reading.ours?.has(field as OwnField) === true;
  const authority = (field: RuledField) =>
    field !== "autoRenew" && isNews(field) ? "registrar" : ruled(field);
  const drift = driftOf(known.record, known.local, told, { now: reading.now, proven, authority });
  const flags = drift.record.flags & ~(ownFlags(reading) & ~known.record.flags);
  const record = { ...drift.record, flags };
  const changed =
    flags === known.record.flags
      ? drift.changed.filter((field) => field !== "flags")
      : [...new Set([...drift.changed, "flags" as const])];
  return { known, told, drift: { ...drift, record, changed }, authority };
}

/** Flags that would tell of a change somebody else made, where it was ours. */
const ownFlags = ({ ours }: Reading): number =>
  (ours?.has("nameservers") ? DOMAIN_FLAGS.nameservers_changed : 0) |
  (ours?.has("lockState") ? DOMAIN_FLAGS.unlocked_elsewhere : 0);

const UNTOLD = new Set<unknown>([null, "unknown"]);
const DERIVED = new Set<keyof RemoteRecord>(["lifecycle", "renewBy"]);

/** Whether a field was told for the first time. That a name cannot be locked at all only details tell. */
const isFirstTold = ({ known, drift }: Compared, field: keyof RemoteRecord): boolean =>
  DERIVED.has(field) ||
  UNTOLD.has(known.record[field]) ||
  (field === "lockState" && drift.record.lockState === "unsupported");

/** Whether a reading only told what had never been told, and nothing known became another. */
const isLearned = (one: Compared): boolean =>
  spoken(one.drift).some((field) => UNTOLD.has(one.known.record[field])) &&
  spoken(one.drift).every((field) => isFirstTold(one, field));

async function recordChanges(
  record: Recorder,
  compared: readonly Compared[],
  written: ReadonlySet<string>,
  runId: string,
) {
  const spokenOf = compared.filter(
    ({ known, drift }) => written.has(known.id) && spoken(drift).length > 0,
  );
  const learned = new Set(spokenOf.filter(isLearned).map(({ known }) => known.id));
  const changed = spokenOf.filter(({ known }) => !learned.has(known.id));
  await record(
    ...spokenOf.map(({ known, drift }) => ({
      action: learned.has(known.id) ? ("domain.learned" as const) : ("domain.changed" as const),
      objectId: known.id,
      objectName: known.name,
      partnerId: known.partnerId,
      before: fieldsOf(known.record, spoken(drift)),
      after: fieldsOf(drift.record, spoken(drift)),
      runId,
    })),
  );
  return changed;
}

/** Names whose wish follows the registrar's mode, by a rule of their account. */
async function followModes(
  tx: Transaction,
  record: Recorder,
  compared: readonly Compared[],
  runId: string,
) {
  const following = compared.filter(
    ({ known, drift, authority }) =>
      authority("autoRenew") === "registrar" &&
      isMismatch(known.local.autoRenewWish, drift.record.autoRenew),
  );
  if (following.length === 0) return;
  await store.followModes(
    tx,
    following.map(({ known }) => known.id),
  );
  await record(
    ...following.map(({ known, drift }) => ({
      action: "domain.changed" as const,
      objectId: known.id,
      objectName: known.name,
      partnerId: known.partnerId,
      before: { autoRenewWish: known.local.autoRenewWish },
      after: { autoRenewWish: drift.record.autoRenew === "on" },
      runId,
    })),
  );
}

/** The way a reading took, as conflicts remember it. */
const sourceOf = ({ accountId, runId, via, now }: Reading) => ({
  accountId,
  runId,
  via,
  at: now.toISOString(),
});

/** Puts what a person must decide into the inbox, and takes out what the reading settled. */
async function holdDoubts(
  tx: Transaction,
  record: Recorder,
  compared: readonly Compared[],
  reading: Reading,
): Promise<number> {
  const moved = compared.filter(({ known }) => known.accountId !== reading.accountId);
  const opened = await holdConflicts(
    tx,
    record,
    sourceOf(reading),
    compared.map(({ known, told, drift }) => ({ ...known, told, doubts: drift.doubts })),
  );
  if (moved.length === 0) return opened;
  const called = await store.accountNames(tx, [
    reading.accountId,
    ...moved.map(({ known }) => known.accountId),
  ]);
  await record(
    ...moved.map(({ known }) => ({
      action: "domain.moved" as const,
      objectId: known.id,
      objectName: known.name,
      partnerId: known.partnerId,
      before: { account: called.get(known.accountId) ?? null },
      after: { account: called.get(reading.accountId) ?? null },
      reason: `It moved from ${called.get(known.accountId)} to ${called.get(reading.accountId)}.`,
      runId: reading.runId,
    })),
  );
  if (!reading.isKnownAccount) return opened;
  await holdReviews(
    tx,
    sourceOf(reading),
    "move",
    moved.map(({ known }) => ({ ...known, from: known.accountId })),
  );
  return opened;
}

/** Holds readings of names on record against their records, and writes what drifted, with one audit line each. */
export async function applyToKnown(
  tx: Transaction,
  record: Recorder,
  reading: Reading,
  pairs: readonly { readonly known: store.KnownDomain; readonly told: RegistrarDomain }[],
): Promise<Applied> {
  const rules = reading.rules ?? (await store.rulesOf(tx, reading.accountId));
  const compared = pairs.map(({ known, told }) => compare(known, told, reading, rules));
  const drifted = compared.filter(
    ({ known, drift }) => drift.changed.length > 0 || known.accountId !== reading.accountId,
  );
  const records = drifted.map(({ known, drift }) => ({
    id: known.id,
    version: known.version,
    accountId: reading.accountId,
    record: drift.record,
  }));
  const observations = compared.map(({ known, told }) => ({
    domainId: known.id,
    partnerId: known.partnerId,
    observed: mergeObservation(known.observed, told, reading.via, reading.now.toISOString()),
  }));
  const [written] = await together(
    store.saveRecords(tx, records),
    store.saveObservations(tx, observations),
  );
  const lost = new Set(drifted.map(({ known }) => known.id).filter((id) => !written.has(id)));
  const kept = compared.filter(({ known }) => !lost.has(known.id));
  const [changed, , conflicts] = await together(
    recordChanges(record, compared, written, reading.runId),
    followModes(tx, record, kept, reading.runId),
    holdDoubts(tx, record, kept, reading),
  );
  const changes = new Map(
    changed.map(({ known, drift }) => [
      known.id,
      spoken(drift).map((field) => ({
        field,
        before: known.record[field],
        after: drift.record[field],
      })),
    ]),
  );
  return { added: 0, changed: changed.length, conflicts, changes, lost };
}

const tagsOf = (told: RegistrarDomain): string[] => [
  ...new Set((told.tags ?? []).flatMap((tag) => Tag.safeParse(tag).data ?? [])),
];

/**
 * Adds names the account brought. The registrar's auto-renew mode becomes our wish, and its tags our
 * tags: from then on both are ours.
 */
export async function applyToNew(
  tx: Transaction,
  record: Recorder,
  reading: Reading,
  readings: readonly RegistrarDomain[],
): Promise<{ added: number; conflicts: number; ids: ReadonlyMap<string, string> }> {
  const rows = readings.map((told) => {
    const local = {
      tld: told.name.slice(told.name.lastIndexOf(".") + 1),
      autoRenewWish: told.autoRenew ?? null,
    };
    const drift = driftOf(BLANK_RECORD, local, told, { now: reading.now });
    const flags = drift.record.flags | (reading.isKnownAccount ? DOMAIN_FLAGS.arrived : 0);
    return { id: randomUUID(), told, local, drift, record: { ...drift.record, flags } };
  });
  const written = await store.insertDomains(
    tx,
    rows.map(({ id, told, local, record: remote }) => ({
      id,
      name: told.name,
      nameUnicode: toUnicode(told.name),
      tld: local.tld,
      partnerId: reading.defaultPartnerId,
      accountId: reading.accountId,
      autoRenewWish: local.autoRenewWish,
      tags: tagsOf(told),
      record: remote,
    })),
  );
  const added = rows.filter(({ id }) => written.has(id));
  await store.saveObservations(
    tx,
    added.map(({ id, told }) => ({
      domainId: id,
      partnerId: reading.defaultPartnerId,
      observed: mergeObservation(null, told, reading.via, reading.now.toISOString()),
    })),
  );
  await record(
    ...added.map(({ id, told, drift }) => ({
      action: "domain.added" as const,
      objectId: id,
      objectName: told.name,
      partnerId: reading.defaultPartnerId,
      after: fieldsOf(drift.record, spoken(drift)),
      runId: reading.runId,
    })),
  );
  const known = added.map(({ id, told, drift, record: remote }) => ({
    id,
    name: told.name,
    partnerId: reading.defaultPartnerId,
    record: remote,
    told,
    doubts: drift.doubts,
  }));
  const conflicts = await holdConflicts(tx, record, sourceOf(reading), known);
  if (reading.isKnownAccount) await holdReviews(tx, sourceOf(reading), "arrival", known);
  return {
    added: added.length,
    conflicts,
    ids: new Map(added.map(({ id, told }) => [told.name, id])),
  };
}
