import type { Transaction } from "@/db/client";
import { mutate } from "../audit/mutate";
import { authorize } from "../auth/policy";
import type { ServiceContext } from "../kernel/context";
import { environment } from "../kernel/env";
import { AppError, invalid, notFound } from "../kernel/errors";
import { read } from "../kernel/transact";
import { parsed } from "../kernel/zod-errors";
import * as outbox from "../mail/outbox/store";
import { toUnicode } from "../names/to-unicode";
import * as ceilings from "./ceilings/store";
import { endingAt } from "./ending";
import { PriceRuleRef, type PriceRulesDto, SavePriceRuleInput } from "./rules/schemas";
import * as store from "./rules/store";

/** The rules, the ceilings of tags, and how mail does. */
export async function listPriceRules(ctx: ServiceContext): Promise<PriceRulesDto> {
  authorize(ctx.actor, "price.read");
  return read(ctx, async (tx) => ({
    rules: (await store.allRules(tx)).map(
      ({ thresholdPercent, followsOrganisation, createdAt: _createdAt, ...rule }) => ({
        ...rule,
        tldsUnicode: rule.tlds.map(toUnicode),
        thresholdPercent: followsOrganisation ? null : shorter(thresholdPercent),
        holdsPercent: shorter(thresholdPercent),
        thresholdAmount: shorter(rule.thresholdAmount),
        delivery: rule.delivery as "immediate" | "digest",
      }),
    ),
    canMail: environment().mail !== undefined,
    mail: await outbox.countMail(tx),
    ceilings: (await ceilings.ofTags(tx)).map(({ tag, amountMinor, currency }) => ({
      tag: tag ?? "",
      minor: amountMinor,
      currency,
    })),
  }));
}

/** A decimal without the zeros a database puts behind it. */
const shorter = (decimal: string) =>
  decimal.includes(".") ? decimal.replace(/\.?0+$/, "") : decimal;

/**
 * Saves a rule, or makes one.
 *
 * @throws AppError `not_found`; `conflict` for one that was changed meanwhile; `invalid_input` `taken` for a name, `bad_char` for
 *   an ending
 */
export async function savePriceRule(
  ctx: ServiceContext,
  input: SavePriceRuleInput,
): Promise<{ id: string }> {
  const { id, version, ...asked } = parsed(SavePriceRuleInput, input);
  const tlds = asked.tlds.map((tld, at) => endingAt(`tlds.${at}`, tld));
  const rule = { ...asked, tlds: [...new Set(tlds)] };
  return mutate(ctx, "price.manage", async (tx, record) => {
    const before = id ? await heldRule(tx, { id, version, name: rule.name }) : null;
    const saved = before
      ? await store.updateRule(tx, before.id, rule)
      : await store.insertRule(tx, rule);
    if (!saved) throw nameTaken();
    await record({
      action: "price.rule_saved",
      objectId: saved.id,
      objectName: saved.name,
      partnerId: null,
      ...(before ? { before: snapshot(before) } : {}),
      after: snapshot(saved),
    });
    return { id: saved.id };
  });
}

/** The rule that is to be changed, as it was looked at. */
async function heldRule(
  tx: Transaction,
  { id, version, name }: { id: string; version: number | undefined; name: string },
): Promise<Row> {
  const rule = await store.holdRule(tx, id);
  if (!rule) throw notFound("This rule");
  if (version !== undefined && rule.version !== version)
    throw new AppError("conflict", "Somebody changed this rule meanwhile. Load it again.");
  if (await store.isNameTaken(tx, name, id)) throw nameTaken();
  return rule;
}

const nameTaken = () => invalid("name", "taken", "Another rule has this name. Choose another.");

type Row = NonNullable<Awaited<ReturnType<typeof store.holdRule>>>;

const snapshot = ({ id: _id, version: _version, createdAt: _createdAt, ...rule }: Row) => rule;

/** Takes a rule away. What it raised stays. @throws AppError `not_found` */
export async function removePriceRule(
  ctx: ServiceContext,
  input: PriceRuleRef,
): Promise<{ name: string }> {
  const { id } = parsed(PriceRuleRef, input);
  return mutate(ctx, "price.manage", async (tx, record) => {
    const rule = await store.holdRule(tx, id);
    if (!rule) throw notFound("This rule");
    await store.deleteRule(tx, id);
    await record({
      action: "price.rule_removed",
      objectId: id,
      objectName: rule.name,
      partnerId: null,
      before: snapshot(rule),
    });
    return { name: rule.name };
  });
}
