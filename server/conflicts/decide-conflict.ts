import type { Transaction } from "@/db/client";
import { mutate } from "../audit/mutate";
import { authorize } from "../auth/policy";
import type { ServiceContext } from "../kernel/context";
import { AppError, notFound, precondition } from "../kernel/errors";
import { read } from "../kernel/transact";
import { parsed } from "../kernel/zod-errors";
import type { Choice } from "../sync/doubt";
import { applyDecision } from "./apply-decision";
import { obstacleTo } from "./choices";
import { holdNames } from "./holding/store";
import { readConflict } from "./list-conflicts";
import { planPush } from "./push";
import {
  type AlikeDecidedDto,
  type AlikeDto,
  AlikeInput,
  type ConflictDto,
  DecideAlikeInput,
  DecideConflictInput,
} from "./schemas";
import * as store from "./store";
import { factsOf } from "./to-conflict";
import type { Outcome } from "./vocabulary";
import { DECIDED_WORDS } from "./words";

/** How many one decision may reach. */
const MOST_ALIKE = 2_000;
const SAMPLES = 5;

const OUTCOME_OF: Readonly<Record<Choice, Outcome>> = {
  take: "taken",
  push: "pushed",
  ignore: "ignored",
  set: "set",
  accept: "accepted",
  move: "moved",
  stay: "stayed",
};

const decidedMeanwhile = ({ decidedByName, outcome }: store.Conflict): AppError =>
  new AppError(
    "conflict",
    outcome === null || decidedByName === null
      ? "The registrar told something else meanwhile. Look at it again."
      : `${decidedByName} decided meanwhile: ${DECIDED_WORDS[outcome as Outcome]}`,
    { fields: { version: [{ code: "version", message: "This is not the one you looked at." }] } },
  );

async function findOr404(ctx: ServiceContext, id: string): Promise<store.ConflictRow> {
  const row = await read(ctx, (tx) => store.find(tx, id));
  if (!row) throw notFound("This conflict");
  return row;
}

/** Whether the same person has decided just this before: their answer was lost, not their decision. */
const isRepeated = (
  { conflict }: store.ConflictRow,
  choice: Choice,
  ctx: ServiceContext,
): boolean => conflict.outcome === OUTCOME_OF[choice] && conflict.decidedById === ctx.actor.id;

/** Holds names and then their conflicts, in the order that readings do. */
async function heldOpen(
  tx: Transaction,
  rows: readonly store.ConflictRow[],
): Promise<store.Conflict[]> {
  await holdNames(
    tx,
    rows.map(({ domain }) => domain.id),
  );
  return store.hold(
    tx,
    rows.map(({ conflict }) => conflict.id),
  );
}

/**
 * Decides about one open conflict. Taking, setting and accepting change the record here; pushing makes a plan that
 * somebody still has to start. Of two people who decide at once the first is heard.
 *
 * @throws AppError `not_found`; `precondition_failed` for a choice that this one does not have; `conflict` when it was
 *   decided, or told otherwise, since it was looked at; `invalid_input` for a value that cannot be set
 */
export async function decideConflict(
  ctx: ServiceContext,
  input: DecideConflictInput,
): Promise<ConflictDto> {
  authorize(ctx.actor, "conflict.decide");
  const { id, version, choice, value, key } = parsed(DecideConflictInput, input);
  const row = await findOr404(ctx, id);
  if (isRepeated(row, choice, ctx)) return readConflict(ctx, { id });
  if (row.conflict.state !== "open" || row.conflict.version !== version)
    throw decidedMeanwhile(row.conflict);
  const obstacle = obstacleTo(choice, factsOf(row));
  if (obstacle) throw precondition(obstacle);
  const planId = choice === "push" ? await planPush(ctx, [row], key) : null;
  await mutate(ctx, "conflict.decide", async (tx, record) => {
    const [conflict] = await heldOpen(tx, [row]);
    if (!conflict) throw notFound("This conflict");
    if (conflict.state !== "open" || conflict.version !== version) throw decidedMeanwhile(conflict);
    await applyDecision(tx, record, ctx, [conflict], { choice, value, planId, now: ctx.now() });
  });
  return readConflict(ctx, { id });
}

/** Open conflicts like one, those that a choice can decide apart from the others. */
async function alikeTo(ctx: ServiceContext, id: string, choice: Choice) {
  const row = await findOr404(ctx, id);
  const all = await read(ctx, (tx) => store.alike(tx, row.conflict, MOST_ALIKE));
  const fit = all.filter((one) => obstacleTo(choice, factsOf(one)) === null);
  return { fit, obstructed: all.length - fit.length };
}

/**
 * Counts what a choice would decide: the open conflicts of the same field, account and rule, at most 2,000.
 *
 * @throws AppError `not_found`
 */
export async function previewAlike(ctx: ServiceContext, input: AlikeInput): Promise<AlikeDto> {
  authorize(ctx.actor, "conflict.decide");
  const { id, choice } = parsed(AlikeInput, input);
  const { fit, obstructed } = await alikeTo(ctx, id, choice);
  return {
    names: fit.length,
    obstructed,
    samples: fit.slice(0, SAMPLES).map(({ domain }) => domain.nameUnicode),
  };
}

/**
 * Decides about all conflicts alike, as the preview counted them.
 *
 * @throws AppError `not_found`; `conflict` when another number is meant by now; `precondition_failed` for `set`, which
 *   no two names have in common
 */
export async function decideAlike(
  ctx: ServiceContext,
  input: DecideAlikeInput,
): Promise<AlikeDecidedDto> {
  authorize(ctx.actor, "conflict.decide");
  const { id, choice, names, key } = parsed(DecideAlikeInput, input);
  if (choice === "set") throw precondition("A value set by hand is one name’s own.");
  const { fit } = await alikeTo(ctx, id, choice);
  if (fit.length !== names) throw otherCount(fit.length, names);
  const planId = choice === "push" ? await planPush(ctx, fit, key) : null;
  await mutate(ctx, "conflict.decide", async (tx, record) => {
    const seen = new Map(fit.map(({ conflict }) => [conflict.id, conflict.version]));
    const held = await heldOpen(tx, fit);
    const still = held.filter((one) => one.state === "open" && one.version === seen.get(one.id));
    if (still.length !== names) throw otherCount(still.length, names);
    await applyDecision(tx, record, ctx, still, { choice, planId, now: ctx.now() });
  });
  return { decided: names, planId };
}

const otherCount = (now: number, asked: number): AppError =>
  new AppError("conflict", `There are ${now} alike by now, not ${asked}. Look at them again.`, {
    fields: { names: [{ code: "count", message: `It is ${now} now.` }] },
  });
