import type { Transaction } from "@/db/client";
import { mutate, type Recorder } from "../audit/mutate";
import type { ServiceContext } from "../kernel/context";
import { invalid, notFound } from "../kernel/errors";
import { parsed } from "../kernel/zod-errors";
import { formatMoney, type Money, parseMinor } from "../names/money";
import * as store from "./ceilings/store";
import { markAbove } from "./mark-above";
import { SetCeilingInput } from "./names/schemas";

/** An amount as it was typed, in minor units. @throws AppError `invalid_input` with codes of {@link parseMinor} */
export function amountOf(amount: string, currency: string): Money {
  const money = parseMinor(amount.replace(",", "."), currency);
  if (money.ok) return money.value;
  const { code, message } = money.error;
  throw invalid(code === "currency" ? "currency" : "amount", code, message);
}

/**
 * Sets, or takes off, the most that a year of a name may cost before its renewal asks: of one name, or of every name
 * with a tag. A customer's holds for the names of their partner, the house's tag for all.
 *
 * @throws AppError `not_found` for a name outside the scope; `invalid_input` for an amount that is none
 */
export async function setCeiling(
  ctx: ServiceContext,
  input: SetCeilingInput,
): Promise<{ isSet: boolean }> {
  const { of, amount, currency } = parsed(SetCeilingInput, input);
  const money = amount === null ? null : amountOf(amount, currency);
  await mutate(ctx, "domain.edit", (tx, record) =>
    "domainId" in of
      ? ofName(tx, ctx, record, of.domainId, money)
      : ofTag(tx, ctx, record, of.tag, money),
  );
  await markAbove(ctx, "domainId" in of ? { ids: [of.domainId] } : { tag: of.tag });
  return { isSet: money !== null };
}

const wordOf = (ceiling: store.Ceiling | null) =>
  ceiling ? formatMoney(ceiling.amountMinor, ceiling.currency) : null;

const isAsBefore = (before: store.Ceiling | null, money: Money | null) =>
  (before === null && money === null) ||
  (before?.amountMinor === money?.minor && before?.currency === money?.currency);

type Kept = { readonly partnerId: string | null } & (
  | { readonly domainId: string }
  | { readonly tag: string }
);

async function keep(tx: Transaction, ctx: ServiceContext, of: Kept, money: Money | null) {
  if (!money) return store.remove(tx, of);
  return store.put(tx, of, {
    amountMinor: money.minor,
    currency: money.currency,
    changedByName: ctx.actor.name,
  });
}

async function ofName(
  tx: Transaction,
  ctx: ServiceContext,
  record: Recorder,
  domainId: string,
  money: Money | null,
): Promise<void> {
  const domain = await store.findDomain(tx, domainId);
  if (!domain) throw notFound("This name");
  const before = await store.find(tx, { domainId });
  if (isAsBefore(before, money)) return record();
  await keep(tx, ctx, { domainId, partnerId: domain.partnerId }, money);
  await record({
    action: "domain.ceiling_set",
    objectId: domainId,
    objectName: domain.name,
    partnerId: domain.partnerId,
    before: { ceiling: wordOf(before) },
    after: { ceiling: money ? formatMoney(money.minor, money.currency) : null },
  });
}

async function ofTag(
  tx: Transaction,
  ctx: ServiceContext,
  record: Recorder,
  tag: string,
  money: Money | null,
): Promise<void> {
  const partnerId = ctx.scope.all ? null : ctx.scope.partnerId;
  const before = await store.find(tx, { tag, partnerId });
  if (isAsBefore(before, money)) return record();
  await keep(tx, ctx, { tag, partnerId }, money);
  await record({
    action: "ceiling.set",
    objectId: tag,
    objectName: tag,
    partnerId,
    before: { ceiling: wordOf(before) },
    after: { ceiling: money ? formatMoney(money.minor, money.currency) : null },
  });
}
