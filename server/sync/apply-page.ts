import type { Transaction } from "@/db/client";
import type { Recorder } from "../audit/mutate";
import { holdReviews } from "../conflicts/hold";
import { DOMAIN_FLAGS } from "../names/domain-flags";
import type { RegistrarDomain } from "../registrars/gateway";
import { applyToKnown, applyToNew, type Reading } from "./apply-readings";
import type { Problem } from "./book/store";
import * as listing from "./listing/store";
import { digestOf } from "./observation";
import * as store from "./store";

type PageOutcome = {
  readonly checked: number;
  readonly added: number;
  readonly changed: number;
  readonly conflicts: number;
  readonly problems: readonly Problem[];
};

/** A name that another account holds moves only once that account's own list no longer has it. */
const isHeldElsewhere = (row: { accountId: string; flags: number }, accountId: string): boolean =>
  row.accountId !== accountId && (row.flags & DOMAIN_FLAGS.missing) === 0;

/**
 * Takes one page of an account's list into the record, in sets: names whose row is the same as last
 * time are only touched; the others are compared, new ones added.
 */
export async function applyPage(
  tx: Transaction,
  record: Recorder,
  reading: Reading,
  page: readonly RegistrarDomain[],
): Promise<PageOutcome> {
  const told = new Map<string, RegistrarDomain>(page.map((row) => [row.name, row]));
  const digests = new Map([...told].map(([name, row]) => [name, digestOf(row)]));
  const onRecord = await store.digestsOf(tx, [...told.keys()]);

  const elsewhere = onRecord.filter((row) => isHeldElsewhere(row, reading.accountId));
  const ours = onRecord.filter((row) => !isHeldElsewhere(row, reading.accountId));
  const isSame = (row: (typeof onRecord)[number]) =>
    row.digest === digests.get(row.name) &&
    row.accountId === reading.accountId &&
    (row.flags & DOMAIN_FLAGS.missing) === 0;
  const toCompare = await store.findDomains(
    tx,
    ours.filter((row) => !isSame(row)).map((row) => row.id),
  );
  const applied = await applyToKnown(tx, record, reading, pairsOf(toCompare, told));

  const recorded = new Set(onRecord.map((row) => row.name));
  const fresh = [...told.values()].filter((row) => !recorded.has(row.name));
  const brought = await applyToNew(tx, record, reading, fresh);

  const source = { ...reading, at: reading.now.toISOString() };
  const twice = elsewhere.map((row) => ({ ...row, from: row.accountId }));
  await holdReviews(tx, source, "elsewhere", twice);

  await listing.touchListed(
    tx,
    reading.runId,
    ours.filter(isSame).map((row) => row.id),
  );
  await listing.saveListed(tx, reading.accountId, reading.runId, [
    ...toCompare.map(({ id, partnerId, name }) => ({
      domainId: id,
      partnerId,
      digest: applied.lost.has(id) ? "" : (digests.get(name) ?? ""),
    })),
    ...[...brought.ids].map(([name, id]) => ({
      domainId: id,
      partnerId: reading.defaultPartnerId,
      digest: digests.get(name) ?? "",
    })),
  ]);
  return {
    checked: told.size,
    added: brought.added,
    changed: applied.changed,
    conflicts: applied.conflicts + brought.conflicts + elsewhere.length,
    problems: elsewhere.map(({ name }) => ({
      name,
      problem: "Another account of ours lists this name too; it stays there.",
    })),
  };
}

const pairsOf = (known: readonly store.KnownDomain[], told: ReadonlyMap<string, RegistrarDomain>) =>
  known.flatMap((one) => {
    const reading = told.get(one.name);
    return reading ? [{ known: one, told: reading }] : [];
  });
