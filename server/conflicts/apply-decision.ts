import type { Transaction } from "@/db/client";
import type { Recorder } from "../audit/mutate";
import type { ServiceContext } from "../kernel/context";
import { DOMAIN_FLAGS } from "../names/domain-flags";
import { type RemoteRecord, recordWith } from "../sync/drift";
import * as syncStore from "../sync/store";
import { type Effect, effectOf, type Given } from "./effects";
import { alignFlags } from "./holding/store";
import * as store from "./store";
import { DECIDED_WORDS, FIELD_LABELS } from "./words";

type Json = Readonly<Record<string, unknown>>;

/** One conflict with its name and what is done about it. */
type Turn = {
  readonly conflict: store.Conflict;
  readonly domain: syncStore.KnownDomain;
  readonly effect: Effect;
  readonly before: Json;
  readonly after: Json;
};

/** What a name has of the fields that a decision writes. */
export function valuesOf(domain: syncStore.KnownDomain, fields: readonly string[]): Json {
  const all: Json = {
    ...domain.record,
    autoRenewWish: domain.local.autoRenewWish,
    accountId: domain.accountId,
  };
  return Object.fromEntries(fields.map((field) => [field, all[field] ?? null]));
}

function turnOf(conflict: store.Conflict, domain: syncStore.KnownDomain, given: Given): Turn {
  const effect = effectOf(conflict, domain.name, given);
  const after: Json = {
    ...effect.record,
    ...(effect.wish === undefined ? {} : { autoRenewWish: effect.wish }),
    ...(effect.accountId === undefined ? {} : { accountId: effect.accountId }),
    ...(conflict.field === "arrival" ? { arrived: false } : {}),
  };
  const before = valuesOf(domain, Object.keys(after));
  return { conflict, domain, effect, before, after };
}

/** Writes record fields of names that are held: nothing else can have changed them since. */
export async function writeRecords(
  tx: Transaction,
  now: Date,
  rows: readonly { domain: syncStore.KnownDomain; record: Partial<RemoteRecord> }[],
): Promise<void> {
  await syncStore.saveRecords(
    tx,
    rows.map(({ domain, record }) => ({
      id: domain.id,
      version: domain.version,
      accountId: domain.accountId,
      record: recordWith(domain.record, record, domain.local, now),
    })),
  );
}

async function write(tx: Transaction, turns: readonly Turn[], now: Date) {
  await writeRecords(
    tx,
    now,
    turns.flatMap(({ domain, effect }) =>
      effect.record ? [{ domain, record: effect.record }] : [],
    ),
  );
  await store.setWishes(
    tx,
    turns.flatMap(({ domain, effect }) =>
      effect.wish === undefined ? [] : [{ id: domain.id, wish: effect.wish }],
    ),
  );
  await store.moveNames(
    tx,
    turns.flatMap(({ domain, effect }) =>
      effect.accountId
        ? [
            {
              id: domain.id,
              accountId: effect.accountId,
              flags: domain.record.flags & ~DOMAIN_FLAGS.missing,
            },
          ]
        : [],
    ),
  );
  await store.setFlags(
    tx,
    turns.flatMap(({ conflict, domain }) =>
      conflict.field === "arrival"
        ? [{ id: domain.id, flags: domain.record.flags & ~DOMAIN_FLAGS.arrived }]
        : [],
    ),
  );
}

type Decision = Given & { readonly planId: string | null };

/**
 * Does what was decided about open conflicts whose names are held: writes the names, the conflicts, and one audit
 * line for each.
 */
export async function applyDecision(
  tx: Transaction,
  record: Recorder,
  { actor, now }: Pick<ServiceContext, "actor" | "now">,
  conflicts: readonly store.Conflict[],
  decision: Decision,
): Promise<void> {
  const known = await syncStore.findDomains(
    tx,
    conflicts.map(({ domainId }) => domainId),
  );
  const byId = new Map(known.map((domain) => [domain.id, domain]));
  const turns = conflicts.flatMap((conflict) => {
    const domain = byId.get(conflict.domainId);
    return domain ? [turnOf(conflict, domain, decision)] : [];
  });
  await write(tx, turns, now());
  await store.decide(
    tx,
    turns.map(({ conflict, effect, before, after }) => ({
      id: conflict.id,
      state: effect.state,
      outcome: effect.outcome,
      undo: { before, after },
    })),
    { id: actor.id, name: actor.name, at: now().toISOString() },
    decision.planId,
  );
  await alignFlags(
    tx,
    turns.map(({ domain }) => domain.id),
  );
  await record(
    ...turns.map(({ conflict, domain, effect, before, after }) => ({
      action: "domain.conflict_decided" as const,
      objectId: domain.id,
      objectName: domain.name,
      partnerId: domain.partnerId,
      before,
      after: { ...after, outcome: effect.outcome },
      reason: `${FIELD_LABELS[conflict.field] ?? conflict.field}: ${DECIDED_WORDS[effect.outcome]}`,
      ...(decision.planId ? { runId: decision.planId } : {}),
    })),
  );
}
