import type { Transaction } from "@/db/client";
import type { Recorder } from "../audit/mutate";
import { holdReviews } from "../conflicts/hold";
import { DOMAIN_FLAGS } from "../names/domain-flags";
import * as store from "./store";

type Reading = { readonly accountId: string; readonly runId: string; readonly now: Date };

/**
 * Marks names that their registrar, asked for them, says it does not have, and puts them to a person.
 *
 * @returns how many were not marked before
 */
export async function markMissing(
  tx: Transaction,
  record: Recorder,
  ids: readonly string[],
  { accountId, runId, now }: Reading,
): Promise<number> {
  const present = (await store.findDomains(tx, ids)).filter(
    (known) => (known.record.flags & DOMAIN_FLAGS.missing) === 0,
  );
  const written = await store.saveRecords(
    tx,
    present.map(({ id, version, accountId: heldBy, record: known }) => ({
      id,
      version,
      accountId: heldBy,
      record: { ...known, flags: known.flags | DOMAIN_FLAGS.missing },
    })),
  );
  const gone = present.filter(({ id }) => written.has(id));
  await record(
    ...gone.map(({ id, name, partnerId }) => ({
      action: "domain.missing" as const,
      objectId: id,
      objectName: name,
      partnerId,
      reason: "The registrar says it does not have this name in this account.",
      runId,
    })),
  );
  const source = { accountId, runId, via: "info" as const, at: now.toISOString() };
  await holdReviews(tx, source, "departure", gone);
  return gone.length;
}
