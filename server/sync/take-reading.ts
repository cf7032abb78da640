import type { Transaction } from "@/db/client";
import { together } from "@/db/together";
import type { Recorder } from "../audit/mutate";
import { forget } from "../conflicts/holding/store";
import type { RegistrarDomain } from "../registrars/gateway";
import { applyToKnown, applyToNew, type OwnField } from "./apply-readings";
import * as checks from "./checks/store";
import { forgetContacts } from "./contacts/store";
import * as listing from "./listing/store";
import * as store from "./store";

type Take = {
  readonly accountId: string;
  /** What the lines of the log are kept together by. */
  readonly runId: string;
  readonly now: Date;
  /** Fields that this house itself changed: their new values are no news to look at. */
  readonly ours: readonly OwnField[];
  /** Whose a name is that was not on record. */
  readonly partnerId: string | null;
  /** Whether it is theirs even when it is on record as somebody else's: they have just registered it. */
  readonly isTheirs?: boolean;
};

/**
 * Takes over what a registrar told of one name outside of any sync run, such as the reading that proves a
 * change. A name that is not on record yet comes into it.
 *
 * @returns the id of the name; null when another account brought it meanwhile
 */
export async function takeReading(
  tx: Transaction,
  record: Recorder,
  told: RegistrarDomain,
  take: Take,
): Promise<string | null> {
  const { accountId, runId, now, ours, partnerId, isTheirs = false } = take;
  const reading = {
    accountId,
    runId,
    via: "info" as const,
    now,
    isKnownAccount: false,
    defaultPartnerId: partnerId,
    ours: new Set(ours),
  };
  const [found, rules] = await together(
    store.findByName(tx, told.name),
    store.rulesOf(tx, accountId),
  );
  if (!found) {
    const { ids } = await applyToNew(tx, record, reading, [told]);
    const id = ids.get(told.name) ?? null;
    if (id) await checks.saveProven(tx, id);
    return id;
  }
  const isMoved = isTheirs && found.partnerId !== partnerId;
  if (isMoved) await give(tx, record, found, take);
  const known = isMoved ? ((await store.findByName(tx, told.name)) ?? found) : found;
  await applyToKnown(tx, record, { ...reading, rules }, [{ known, told }]);
  if (isMoved || ours.includes("contacts")) await forgetContacts(tx, known.id);
  await checks.saveProven(tx, known.id);
  return known.id;
}

/** A name that lapsed and was registered anew for another partner. Neither learns of the other from the log. */
async function give(
  tx: Transaction,
  record: Recorder,
  { id, name, partnerId: from }: store.KnownDomain,
  { partnerId: to, runId }: Take,
): Promise<void> {
  await forget(tx, id);
  const called = await listing.giveAnew(tx, id, [from, to]);
  const line = (partnerId: string | null, before: string | null, after: string | null) => ({
    action: "domain.assigned" as const,
    objectId: id,
    objectName: name,
    partnerId,
    before: { partner: before && (called.get(before) ?? null) },
    after: { partner: after && (called.get(after) ?? null) },
    runId,
  });
  await record(...(from ? [line(from, from, null)] : []), ...(to ? [line(to, null, to)] : []));
}
