import type { Transaction } from "@/db/client";
import { mutate, type Recorder } from "../audit/mutate";
import { authorize } from "../auth/policy";
import type { ServiceContext } from "../kernel/context";
import { notFound, precondition } from "../kernel/errors";
import { read } from "../kernel/transact";
import { parsed } from "../kernel/zod-errors";
import { DOMAIN_FLAGS } from "../names/domain-flags";
import { readPlan } from "../plans/read-plan";
import { cancelPlan } from "../plans/steer";
import type { RemoteRecord } from "../sync/drift";
import * as syncStore from "../sync/store";
import { valuesOf, writeRecords } from "./apply-decision";
import { alignFlags, holdNames } from "./holding/store";
import { readConflict } from "./list-conflicts";
import { type ConflictDto, UndoConflictInput } from "./schemas";
import * as store from "./store";
import { FIELD_LABELS } from "./words";

const CHANGED_SINCE =
  "Something else changed this name since. Look at it: what was decided cannot simply be taken back.";

type Json = Readonly<Record<string, unknown>>;

const isInstant = (value: unknown): value is string =>
  typeof value === "string" && /^\d{4}-\d{2}-\d{2}[T ]/.test(value);

/** The same value, however an instant is spelt. */
const isSame = (left: unknown, right: unknown): boolean =>
  isInstant(left) && isInstant(right)
    ? Date.parse(left) === Date.parse(right)
    : JSON.stringify(left) === JSON.stringify(right);

/** Marks that are no field of the record, and go back by themselves. */
const recordOf = ({ arrived: _arrived, ...fields }: Json): Json => fields;

const stands = (domain: syncStore.KnownDomain, after: Json): boolean => {
  const now = valuesOf(domain, Object.keys(after));
  return Object.entries(after).every(([field, value]) => isSame(value, now[field]));
};

/** Puts back what a decision wrote. The name is held. */
async function putBack(tx: Transaction, now: Date, domain: syncStore.KnownDomain, before: Json) {
  const { autoRenewWish, accountId, ...fields } = before;
  if (Object.keys(fields).length > 0)
    await writeRecords(tx, now, [{ domain, record: fields as Partial<RemoteRecord> }]);
  if ("autoRenewWish" in before)
    await store.setWishes(tx, [{ id: domain.id, wish: autoRenewWish as boolean | null }]);
  if (typeof accountId === "string")
    await store.moveNames(tx, [{ id: domain.id, accountId, flags: domain.record.flags }]);
}

/** A plan that waits is taken back; one that was started has its own way back. */
async function takeBackPlan(ctx: ServiceContext, planId: string): Promise<void> {
  const plan = await read(ctx, () => readPlan(ctx, { id: planId }));
  if (plan.appliedAt !== null)
    throw precondition("The plan behind it was started. Open it, and undo it there.");
  if (plan.state === "ready") await cancelPlan(ctx, { id: planId });
}

type Decided = { readonly conflict: store.Conflict; readonly domain: syncStore.KnownDomain };

async function takeBack(
  tx: Transaction,
  record: Recorder,
  now: Date,
  { conflict, domain }: Decided,
): Promise<void> {
  const fresh = await store.find(tx, conflict.id);
  if (conflict.decidedAt === null || !conflict.undo || fresh?.hasNewer)
    throw precondition(CHANGED_SINCE);
  const { before, after } = conflict.undo;
  if (!stands(domain, recordOf(after))) throw precondition(CHANGED_SINCE);
  await putBack(tx, now, domain, recordOf(before));
  if (conflict.field === "arrival")
    await store.setFlags(tx, [
      { id: domain.id, flags: domain.record.flags | DOMAIN_FLAGS.arrived },
    ]);
  await store.reopen(tx, conflict.id);
  await alignFlags(tx, [domain.id]);
  await record({
    action: "domain.conflict_undone",
    objectId: domain.id,
    objectName: domain.name,
    partnerId: domain.partnerId,
    before: after,
    after: before,
    reason: `${FIELD_LABELS[conflict.field] ?? conflict.field}: what was decided was taken back.`,
  });
}

/**
 * Takes a decision back, as long as nothing else changed what it wrote: the name has what it had, and the conflict
 * is open again.
 *
 * @throws AppError `not_found`; `precondition_failed` when it was not decided, something changed since, another
 *   conflict stands in its place, or the plan behind it was started
 */
export async function undoConflict(
  ctx: ServiceContext,
  input: { id: string },
): Promise<ConflictDto> {
  authorize(ctx.actor, "conflict.decide");
  const { id } = parsed(UndoConflictInput, input);
  const row = await read(ctx, (tx) => store.find(tx, id));
  if (!row) throw notFound("This conflict");
  if (row.conflict.planId && row.conflict.outcome === "pushed")
    await takeBackPlan(ctx, row.conflict.planId);
  await mutate(ctx, "conflict.decide", async (tx, record) => {
    await holdNames(tx, [row.domain.id]);
    const [conflict] = await store.hold(tx, [id]);
    const [domain] = await syncStore.findDomains(tx, [row.domain.id]);
    if (!conflict || !domain) throw notFound("This conflict");
    if (conflict.state === "open") return record();
    await takeBack(tx, record, ctx.now(), { conflict, domain });
  });
  return readConflict(ctx, { id });
}
