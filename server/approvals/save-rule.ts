import type { z } from "zod";
import type { Transaction } from "@/db/client";
import { mutate, type Recorder } from "../audit/mutate";
import { authorizeProven } from "../auth/step-up";
import type { ServiceContext } from "../kernel/context";
import { AppError, invalid, notFound } from "../kernel/errors";
import { parsed } from "../kernel/zod-errors";
import { parseMinor } from "../names/money";
import { rulesOf } from "./list-rules";
import {
  type ApprovalRuleDto,
  OrderApprovalRulesInput,
  RemoveApprovalRuleInput,
  SaveApprovalRuleInput,
} from "./schemas";
import * as store from "./store";

type Rules = readonly ApprovalRuleDto[];
type Saved = z.output<typeof SaveApprovalRuleInput>;

/** What the log keeps of a rule. */
const snapshot = ({ words, isActive }: ApprovalRuleDto) => ({ rule: words, active: isActive });

/** Changes the rules, alone: whoever changes who must agree shows first who they are. */
async function withRules(
  ctx: ServiceContext,
  step: (tx: Transaction, record: Recorder, rules: Rules) => Promise<void>,
): Promise<Rules> {
  await authorizeProven(ctx, "approval.manage");
  return mutate(ctx, "approval.manage", async (tx, record) => {
    await store.holdAll(tx);
    await step(tx, record, await rulesOf(tx));
    return rulesOf(tx);
  });
}

/**
 * Adds a rule about approvals, or changes one. Plans that are looked at already keep what they were told.
 *
 * @returns all rules, in the order they are read
 * @throws AppError `invalid_input`, also on `fromSum.amount`, `fromSum.currency`, `partnerId`; `not_found`; `forbidden` with
 *   field `session` without a fresh proof of who asks
 */
export async function saveApprovalRule(
  ctx: ServiceContext,
  input: SaveApprovalRuleInput,
): Promise<Rules> {
  const asked = parsed(SaveApprovalRuleInput, input);
  const row = rowOf(asked);
  return withRules(ctx, async (tx, record, rules) => {
    const before = rules.find(({ id }) => id === asked.id);
    if (asked.id && !before) throw notFound("This rule");
    if (asked.partnerId && !(await store.isPartner(tx, asked.partnerId)))
      throw invalid("partnerId", "unknown", "There is no such partner.");
    const after = await written(tx, row, { before, rules });
    await record({
      action: "approval.rule_saved",
      objectId: after.id,
      objectName: after.name,
      partnerId: null,
      ...(before ? { before: snapshot(before) } : {}),
      after: snapshot(after),
    });
  });
}

/** Writes a rule down: a new one behind all others. */
async function written(
  tx: Transaction,
  row: ReturnType<typeof rowOf>,
  { before, rules }: { readonly before: ApprovalRuleDto | undefined; readonly rules: Rules },
): Promise<ApprovalRuleDto> {
  if (before) await store.update(tx, before.id, row);
  const last = Math.max(0, ...rules.map(({ position }) => position));
  const id = before?.id ?? (await store.insert(tx, { ...row, position: last + 1 }));
  const after = (await rulesOf(tx)).find((rule) => rule.id === id);
  if (!after) throw new Error("a saved rule that is not there");
  return after;
}

function rowOf({ fromSum, partnerId, id: _id, ...rest }: Saved) {
  const sum = fromSum === null ? null : sumOf(fromSum);
  return {
    ...rest,
    tags: [...new Set(rest.tags)],
    changes: [...new Set(rest.changes)],
    ofPartnerId: partnerId,
    fromMinor: sum?.minor ?? null,
    currency: sum?.currency ?? null,
  };
}

function sumOf({ amount, currency }: NonNullable<Saved["fromSum"]>) {
  const sum = parseMinor(amount.trim(), currency);
  if (sum.ok) return sum.value;
  const { code, message } = sum.error;
  throw invalid(code === "currency" ? "fromSum.currency" : "fromSum.amount", code, message);
}

/** Takes a rule away. @throws AppError `not_found`; `forbidden` as {@link saveApprovalRule} */
export async function removeApprovalRule(
  ctx: ServiceContext,
  input: RemoveApprovalRuleInput,
): Promise<Rules> {
  const { id } = parsed(RemoveApprovalRuleInput, input);
  return withRules(ctx, async (tx, record, rules) => {
    const before = rules.find((rule) => rule.id === id);
    if (!before) throw notFound("This rule");
    await store.remove(tx, id);
    await record({
      action: "approval.rule_removed",
      objectId: id,
      objectName: before.name,
      partnerId: null,
      before: snapshot(before),
    });
  });
}

/** Puts the rules in another order. @throws AppError `conflict` when the rules are others meanwhile; `forbidden` as {@link saveApprovalRule} */
export async function orderApprovalRules(
  ctx: ServiceContext,
  input: OrderApprovalRulesInput,
): Promise<Rules> {
  const { ids } = parsed(OrderApprovalRulesInput, input);
  return withRules(ctx, async (tx, record, rules) => {
    const known = new Map(rules.map((rule) => [rule.id, rule]));
    const isWhole =
      ids.length === rules.length &&
      new Set(ids).size === ids.length &&
      ids.every((id) => known.has(id));
    if (!isWhole)
      throw new AppError("conflict", "The rules were changed meanwhile. Load the page again.");
    for (const [index, id] of ids.entries()) await store.update(tx, id, { position: index + 1 });
    const names = (order: readonly string[]) => order.map((id) => known.get(id)?.name ?? "");
    await record({
      action: "approval.rules_ordered",
      objectId: "approvals",
      objectName: "Order of the rules about approvals",
      partnerId: null,
      before: { order: names(rules.map(({ id }) => id)) },
      after: { order: names(ids) },
    });
  });
}
