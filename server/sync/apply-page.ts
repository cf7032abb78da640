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
  /** Names this run had not listed before. */
  readonly checked: number;
  readonly added: number;
  readonly changed: number;
  readonly conflicts: number;
  readonly problems: readonly Problem[];
};

type Row = RegistrarDomain;

/** A name that another account holds moves only once that account's own list no longer has it. */
const isHeldElsewhere = (row: { accountId: string; flags: number }, accountId: string): boolean =>
  row.accountId !== accountId && (row.flags & DOMAIN_FLAGS.missing) === 0;

const TWICE = "The list holds it twice, and not the same: it is asked for by itself.";
const ELSEWHERE = "Another account of ours lists this name too; it stays there.";

/**
 * Takes rows of an account's list into the record, in sets. Names whose row is the same as last time are only
 * touched, where they lie; the others are compared, new ones added. Of a name that is listed in two versions neither
 * is believed.
 */
export async function applyPage(
  tx: Transaction,
  record: Recorder,
  reading: Reading,
  page: readonly Row[],
): Promise<PageOutcome> {
  const told = new Map<string, Row>(page.map((row) => [row.name, row]));
  const { digests, unlike } = digested(page);
  const certain = [...digests].filter(([name]) => !unlike.has(name));
  const { others, again } = await listing.touchSame(tx, reading, certain);
  const known = await listing.onRecord(tx, reading, [...others, ...unlike]);

  const { elsewhere, doubtful, clear } = sorted(known, reading.accountId, unlike);
  const toCompare = await store.findDomains(tx, clear);
  const applied = await applyToKnown(tx, record, reading, pairsOf(toCompare, told));

  const recorded = new Set(known.map((row) => row.name));
  const fresh = [...others, ...unlike].filter((name) => !recorded.has(name));
  const rows = fresh.flatMap((name) => rowOf(told, name, unlike));
  const brought = await applyToNew(tx, record, reading, rows);

  const source = { ...reading, at: reading.now.toISOString() };
  const twice = elsewhere.map((row) => ({ ...row, from: row.accountId }));
  await holdReviews(tx, source, "elsewhere", twice);

  const digestFor = (name: string) => (unlike.has(name) ? "" : (digests.get(name) ?? ""));
  await listing.saveListed(tx, reading, [
    ...toCompare.map(({ id, partnerId, name }) => ({
      domainId: id,
      partnerId,
      digest: applied.lost.has(id) ? "" : digestFor(name),
    })),
    ...doubtful.map(({ id: domainId, partnerId }) => ({ domainId, partnerId, ...DOUBTFUL })),
    ...[...brought.ids].map(([name, domainId]) => ({
      domainId,
      partnerId: reading.defaultPartnerId,
      digest: digestFor(name),
    })),
  ]);
  const before = doubtful.filter(({ isListed }) => isListed).map(nameOf);
  return {
    checked: told.size - again - before.length,
    added: brought.added,
    changed: applied.changed,
    conflicts: applied.conflicts + brought.conflicts + elsewhere.length,
    problems: [
      ...elsewhere.map(({ name }) => ({ name, problem: ELSEWHERE, code: "elsewhere" })),
      ...[...new Set([...unlike, ...before])].map((name) => ({
        name,
        problem: TWICE,
        code: "listed_twice",
      })),
    ],
  };
}

/** The digest of each name, and the names that are told in two ways. */
function digested(page: readonly Row[]) {
  const digests = new Map<string, string>();
  const unlike = new Set<string>();
  for (const row of page) {
    const digest = digestOf(row);
    if ((digests.get(row.name) ?? digest) !== digest) unlike.add(row.name);
    digests.set(row.name, digest);
  }
  return { digests, unlike };
}

const DOUBTFUL = { digest: "", isDoubtful: true } as const;

/** Names another account holds, names the list tells two things of, and the ids of those it is clear about. */
function sorted(
  known: readonly listing.OnRecord[],
  accountId: string,
  unlike: ReadonlySet<string>,
) {
  const ours = known.filter((row) => !isHeldElsewhere(row, accountId));
  const isDoubtful = ({ name, isListed }: listing.OnRecord) => unlike.has(name) || isListed;
  return {
    elsewhere: known.filter((row) => isHeldElsewhere(row, accountId)),
    doubtful: ours.filter(isDoubtful),
    clear: ours.filter((row) => !isDoubtful(row)).map(({ id }) => id),
  };
}

const nameOf = ({ name }: { readonly name: string }): string => name;

/** Of a new name that is listed in two versions only the name comes in. */
const rowOf = (
  told: ReadonlyMap<string, Row>,
  name: string,
  unlike: ReadonlySet<string>,
): Row[] => {
  const row = told.get(name);
  if (!row) return [];
  return unlike.has(name) ? [{ name: row.name }] : [row];
};

const pairsOf = (known: readonly store.KnownDomain[], told: ReadonlyMap<string, Row>) =>
  known.flatMap((one) => {
    const reading = told.get(one.name);
    return reading ? [{ known: one, told: reading }] : [];
  });
