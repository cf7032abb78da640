import { createHash, randomUUID } from "node:crypto";
import { mutate } from "../audit/mutate";
import { authorize } from "../auth/policy";
import type { ServiceContext } from "../kernel/context";
import { invalid } from "../kernel/errors";
import { isDuplicate, read } from "../kernel/transact";
import { freezeApproval } from "./decide";
import { permissionFor } from "./permissions";
import type { PlanGate, PlanKind } from "./schemas";
import * as store from "./store";

/** What somebody asks for, before any name was looked at. */
export type PlanIntent = {
  /** What the caller names the intent by. */
  readonly key: string;
  readonly kind: PlanKind;
  /** What is asked, as it is shown. Never holds a secret. */
  readonly change: Readonly<Record<string, unknown>>;
  readonly selection: Readonly<Record<string, unknown>>;
  readonly forcedReason?: string | undefined;
  readonly undoOf?: string;
  readonly retryOf?: string;
  /** The plan whose end the DNS must show before this one may start. */
  readonly afterPlanId?: string;
};

/** What became of looking at every name. */
export type Judgement = {
  readonly rows: readonly store.NewRow[];
  readonly gates: readonly PlanGate[];
  readonly hash: string;
};

export const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

/** Who an intent belongs to: two people may use the same key for different things. */
export const intentKeyOf = ({ actor }: ServiceContext, key: string): string =>
  sha256(`${actor.kind}|${actor.id}|${key}`);

/** One hash over all that a person looks at before saying yes. */
export const hashOf = (rows: readonly store.NewRow[]): string =>
  sha256(
    rows
      .map(({ name, verdict, after, costMinor, currency, fingerprint }) =>
        JSON.stringify([name, verdict, after, costMinor, currency, fingerprint]),
      )
      .join("\n"),
  );

/**
 * Writes a plan down, once per key, for ever.
 *
 * @param judge looks at the names; asked only when there is no such plan yet, with the id the plan will have
 * @returns the id of the plan
 * @throws AppError `invalid_input` with field `key` when the key was used for something else; whatever `judge` throws
 */
export async function writePlan(
  ctx: ServiceContext,
  intent: PlanIntent,
  judge: (planId: string) => Promise<Judgement>,
): Promise<string> {
  const { kind, change, selection, undoOf, retryOf } = intent;
  authorize(ctx.actor, permissionFor(kind, change));
  const intentKey = intentKeyOf(ctx, intent.key);
  const requestHash = sha256(JSON.stringify([kind, change, selection, undoOf, retryOf]));
  const made = await read(ctx, (tx) => store.findByIntent(tx, intentKey));
  if (made) return sameOrRefused(made, requestHash);
  const id = randomUUID();
  const judgement = await judge(id);
  try {
    return await insert(ctx, intent, { id, intentKey, requestHash, ...judgement });
  } catch (error) {
    if (!isDuplicate(error)) throw error;
    const other = await read(ctx, (tx) => store.findByIntent(tx, intentKey));
    if (!other) throw error;
    return sameOrRefused(other, requestHash);
  }
}

function sameOrRefused({ id, requestHash: made }: store.PlanRecord, asked: string): string {
  if (made === asked) return id;
  throw invalid(
    "key",
    "reused",
    "This key was used for something else before. Use a new key for a new intent.",
  );
}

/** What a plan is apart from its rows: who asks for what, and what stands before it. */
export function planRecordOf(
  ctx: ServiceContext,
  intent: Omit<PlanIntent, "key">,
  made: Pick<store.NewPlan, "id" | "intentKey" | "requestHash" | "names" | "hash" | "gates">,
): store.NewPlan {
  return {
    ...made,
    partnerId: ctx.scope.all ? null : ctx.scope.partnerId,
    kind: intent.kind,
    change: {
      ...intent.change,
      ...(intent.forcedReason ? { forcedReason: intent.forcedReason } : {}),
    },
    selection: intent.selection,
    requestedByKind: ctx.actor.kind,
    requestedById: ctx.actor.id,
    requestedByName: ctx.actor.name,
    requestId: ctx.requestId,
    // Until when it stands, and whether somebody has to agree, is frozen once its names are known.
    expiresAt: new Date().toISOString(),
    undoOf: intent.undoOf ?? null,
    retryOf: intent.retryOf ?? null,
    afterPlanId: intent.afterPlanId ?? null,
  };
}

type Written = Judgement & {
  readonly id: string;
  readonly intentKey: string;
  readonly requestHash: string;
};

function insert(
  ctx: ServiceContext,
  intent: PlanIntent,
  { rows, ...made }: Written,
): Promise<string> {
  return mutate(ctx, permissionFor(intent.kind, intent.change), async (tx, record) => {
    await record();
    const plan = await store.insertPlan(
      tx,
      planRecordOf(ctx, intent, { ...made, names: rows.length }),
    );
    await store.insertRows(tx, plan.id, rows);
    await freezeApproval(tx, plan);
    return plan.id;
  });
}
