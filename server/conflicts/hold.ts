import type { Transaction } from "@/db/client";
import type { AuditEntry } from "../audit/entry";
import type { Recorder } from "../audit/mutate";
import type { RegistrarDomain } from "../registrars/gateway";
import type { Doubt } from "../sync/doubt";
import * as store from "./holding/store";
import type { Review } from "./vocabulary";

/** Which reading told it. */
export type Source = {
  readonly accountId: string;
  readonly runId: string;
  readonly via: "list" | "info";
  readonly at: string;
};

type Named = { readonly id: string; readonly name: string; readonly partnerId: string | null };
type Held = Named & { readonly told: RegistrarDomain; readonly doubts: readonly Doubt[] };

/** What a reading must tell of a field to say anything about a conflict of it. */
const TOLD_BY: Readonly<Record<string, keyof RegistrarDomain>> = { lockState: "transferLocked" };
/** That a name was read in its account at all ends these. */
const ENDED_BY_READING = new Set(["departure", "elsewhere"]);

const tells = ({ told }: Held, field: string): boolean =>
  told[(TOLD_BY[field] ?? field) as keyof RegistrarDomain] !== undefined;

const keyOf = (told: unknown): string =>
  JSON.stringify(Array.isArray(told) ? [...new Set(told.map(String))].sort() : told);

type Sorted = {
  readonly opening: store.NewConflict[];
  readonly seen: string[];
  readonly superseded: string[];
  readonly agreed: store.Live[];
};

/** Whether a reading that has no doubt about a field of a conflict ends it. */
const ends = (source: Source, one: Held, { field, accountId }: store.Live): boolean =>
  ENDED_BY_READING.has(field)
    ? field === "departure" || accountId === source.accountId
    : !one.doubts.some((doubt) => doubt.field === field) && tells(one, field);

const isSame = (before: store.Live, doubt: Doubt): boolean =>
  before.rule === doubt.rule && before.toldKey === keyOf(doubt.told);

/** Sorts what a reading told into conflicts that are new, the same, others than before, and over. */
function sort(source: Source, held: readonly Held[], live: readonly store.Live[]): Sorted {
  const sorted: Sorted = { opening: [], seen: [], superseded: [], agreed: [] };
  const livesOf = Map.groupBy(live, ({ domainId }) => domainId);
  for (const one of held) {
    const own = livesOf.get(one.id) ?? [];
    sorted.agreed.push(...own.filter((each) => ends(source, one, each)));
    for (const doubt of one.doubts) {
      const before = own.find(({ field }) => field === doubt.field);
      if (before && isSame(before, doubt)) sorted.seen.push(before.id);
      else sorted.opening.push(opened(one, source, doubt));
      if (before && !isSame(before, doubt)) sorted.superseded.push(before.id);
    }
  }
  return sorted;
}

const opened = (
  { id, partnerId }: Named,
  { accountId, runId, via, at }: Source,
  { told, kept, ...doubt }: Doubt,
): store.NewConflict => ({
  domainId: id,
  partnerId,
  accountId,
  runId,
  via,
  firstSeenAt: at,
  lastSeenAt: at,
  toldKey: keyOf(told),
  told: told ?? null,
  kept: kept ?? null,
  ...doubt,
});

const lineOf = (
  action: AuditEntry["action"],
  { id, name, partnerId }: Named,
  source: Source,
): AuditEntry => ({ action, objectId: id, objectName: name, partnerId, runId: source.runId });

/**
 * Holds what readings told against the conflicts of their names: opens one for each new doubt, renews one that is
 * told again, replaces one that is told otherwise, and closes one whose field agrees now. A field that was not told
 * leaves its conflict as it is.
 *
 * @returns how many were opened
 */
export async function holdConflicts(
  tx: Transaction,
  record: Recorder,
  source: Source,
  held: readonly Held[],
): Promise<number> {
  if (held.length === 0) return 0;
  const touched = new Set(
    (
      await store.liveOf(
        tx,
        held.map(({ id }) => id),
      )
    ).map(({ domainId }) => domainId),
  );
  const concerned = held.filter(({ id, doubts }) => doubts.length > 0 || touched.has(id));
  if (concerned.length === 0) return 0;
  const ids = concerned.map(({ id }) => id);
  await store.holdNames(tx, ids);
  const sorted = sort(source, concerned, await store.liveOf(tx, ids));
  await store.close(tx, sorted.superseded, "superseded", source.at);
  await store.close(
    tx,
    sorted.agreed.map(({ id }) => id),
    "agreed",
    source.at,
  );
  await store.seenAgain(tx, sorted.seen, source);
  await store.open(tx, sorted.opening);
  await store.alignFlags(tx, ids);
  await recordHeld(record, source, concerned, sorted);
  return sorted.opening.length;
}

async function recordHeld(record: Recorder, source: Source, held: readonly Held[], sorted: Sorted) {
  const named = new Map(held.map((one) => [one.id, one]));
  const lines = (
    rows: readonly { domainId: string; field: string; reason: string }[],
    action: AuditEntry["action"],
  ) =>
    rows.flatMap(({ domainId, field, reason }) => {
      const one = named.get(domainId);
      return one ? [{ ...lineOf(action, one, source), reason, after: { field } }] : [];
    });
  await record(
    ...lines(sorted.opening, "domain.disbelieved"),
    ...lines(
      sorted.agreed.map((one) => ({ ...one, reason: AGREED })),
      "domain.conflict_closed",
    ),
  );
}

const AGREED = "A later reading agrees with the record.";

type Reviewed = Named & { readonly from?: string | null };

const REVIEW_WORDS: Readonly<Record<Review, Pick<Doubt, "reason" | "suggestion" | "why">>> = {
  arrival: {
    reason: "It is new in the account, found by sync.",
    suggestion: "accept",
    why: "Nothing speaks against it. Look at its partner and its auto-renew wish, then accept it.",
  },
  departure: {
    reason: "The account no longer lists it.",
    suggestion: "accept",
    why: "If it was sold, moved or let go on purpose, accept that. If not, look into the account first.",
  },
  move: {
    reason: "It left one account of ours and stands in another.",
    suggestion: "accept",
    why: "Both sides were seen: the one no longer lists it, the other does.",
  },
  elsewhere: {
    reason: "Two accounts of ours list it.",
    suggestion: "stay",
    why: "The account that has it still lists it. It moves by itself once it no longer does.",
  },
};
const KEPT_BY_HAND: Pick<Doubt, "suggestion" | "why"> = {
  suggestion: "move",
  why: "It is kept by hand, and this account can be read: there it stays true by itself.",
};

/**
 * Asks a person to look at names that came, left, or moved. What waits already is not asked again.
 *
 * @param names `from`: the account it stood in before
 */
export async function holdReviews(
  tx: Transaction,
  { accountId, runId, via, at }: Source,
  review: Review,
  names: readonly Reviewed[],
): Promise<void> {
  const byHand =
    review === "elsewhere"
      ? await store.byHandAmong(
          tx,
          names.flatMap(({ from }) => from ?? []),
        )
      : null;
  await store.review(
    tx,
    names.map(({ id, partnerId, from = null }) => ({
      domainId: id,
      partnerId,
      accountId,
      runId,
      via,
      firstSeenAt: at,
      lastSeenAt: at,
      field: review,
      rule: review,
      told: { accountId },
      kept: from === null ? null : { accountId: from },
      toldKey: accountId,
      ...REVIEW_WORDS[review],
      ...(from !== null && byHand?.has(from) ? KEPT_BY_HAND : {}),
    })),
  );
}

/** Ends the reviews of names listed twice that an account has not listed in this run. */
export const endUnlisted = (
  tx: Transaction,
  { accountId, runId, at }: Omit<Source, "via">,
): Promise<void> => store.closeElsewhere(tx, accountId, runId, at);
