import { randomUUID } from "node:crypto";
import type { Transaction } from "@/db/client";
import type { Recorder } from "../audit/mutate";
import { Tag } from "../domains/schemas";
import { DOMAIN_FLAGS } from "../names/domain-flags";
import { toUnicode } from "../names/to-unicode";
import type { RegistrarDomain } from "../registrars/gateway";
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
  readonly ours?: ReadonlySet<"nameservers" | "lockState">;
};

export type FieldChange = {
  readonly field: string;
  readonly before: unknown;
  readonly after: unknown;
};

type Compared = {
  readonly known: store.KnownDomain;
  readonly told: RegistrarDomain;
  readonly drift: Drift;
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

const spoken = (drift: Drift) => drift.changed.filter((field) => !SILENT.has(field));

/** Whether a reading was disbelieved now for a reason that was not on record. */
const isNewlyDisbelieved = ({ known, drift }: Compared) =>
  Object.entries(drift.disbelieved).some(([field, reason]) => known.disbelieved[field] !== reason);

function compare(known: store.KnownDomain, told: RegistrarDomain, reading: Reading): Compared {
  const isProven = known.observed?.expiresAt !== undefined;
  const proven = isProven ? known.record : { ...known.record, expiresAt: null };
  const drift = driftOf(known.record, known.local, told, reading.now, proven);
  const disbelieved = { ...stillDisbelieved(known, told), ...drift.disbelieved };
  const isDoubted = Object.keys(disbelieved).length > 0;
  const raised = drift.record.flags & ~(ownFlags(reading) & ~known.record.flags);
  const flags = isDoubted ? raised | DOMAIN_FLAGS.disbelieved : raised & ~DOMAIN_FLAGS.disbelieved;
  const record = { ...drift.record, flags };
  const changed =
    record.flags === known.record.flags
      ? drift.changed.filter((field) => field !== "flags")
      : [...new Set([...drift.changed, "flags" as const])];
  return { known, told, drift: { record, changed, disbelieved } };
}

/** Flags that would tell of a change somebody else made, where it was ours. */
const ownFlags = ({ ours }: Reading): number =>
  (ours?.has("nameservers") ? DOMAIN_FLAGS.nameservers_changed : 0) |
  (ours?.has("lockState") ? DOMAIN_FLAGS.unlocked_elsewhere : 0);

/** Doubts about fields this reading says nothing of. */
const stillDisbelieved = (known: store.KnownDomain, told: RegistrarDomain) =>
  Object.fromEntries(
    Object.entries(known.disbelieved).filter(
      ([field]) => told[field as keyof RegistrarDomain] === undefined,
    ),
  );

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
  const doubted = compared.filter(isNewlyDisbelieved);
  await record(
    ...doubted.map(({ known, drift }) => ({
      action: "domain.disbelieved" as const,
      objectId: known.id,
      objectName: known.name,
      partnerId: known.partnerId,
      reason: Object.values(drift.disbelieved).join(" "),
      runId,
    })),
  );
  return { changed, doubted };
}

/** Holds readings of names on record against their records, and writes what drifted, with one audit line each. */
export async function applyToKnown(
  tx: Transaction,
  record: Recorder,
  reading: Reading,
  pairs: readonly { readonly known: store.KnownDomain; readonly told: RegistrarDomain }[],
): Promise<Applied> {
  const compared = pairs.map(({ known, told }) => compare(known, told, reading));
  const drifted = compared.filter(
    ({ known, drift }) => drift.changed.length > 0 || known.accountId !== reading.accountId,
  );
  const written = await store.saveRecords(
    tx,
    drifted.map(({ known, drift }) => ({
      id: known.id,
      version: known.version,
      accountId: reading.accountId,
      record: drift.record,
    })),
  );
  await store.saveObservations(
    tx,
    compared.map(({ known, told, drift }) => ({
      domainId: known.id,
      partnerId: known.partnerId,
      observed: mergeObservation(known.observed, told, reading.via, reading.now.toISOString()),
      disbelieved: drift.disbelieved,
    })),
  );
  const { changed, doubted } = await recordChanges(record, compared, written, reading.runId);
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
  const lost = new Set(drifted.map(({ known }) => known.id).filter((id) => !written.has(id)));
  return { added: 0, changed: changed.length, conflicts: doubted.length, changes, lost };
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
    const drift = driftOf(BLANK_RECORD, local, told, reading.now);
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
    added.map(({ id, told, drift }) => ({
      domainId: id,
      partnerId: reading.defaultPartnerId,
      observed: mergeObservation(null, told, reading.via, reading.now.toISOString()),
      disbelieved: drift.disbelieved,
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
  const conflicts = added.filter(({ drift }) => Object.keys(drift.disbelieved).length > 0).length;
  return {
    added: added.length,
    conflicts,
    ids: new Map(added.map(({ id, told }) => [told.name, id])),
  };
}
