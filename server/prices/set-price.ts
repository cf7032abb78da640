import type { Transaction } from "@/db/client";
import { mutate } from "../audit/mutate";
import { assertSteppedUp } from "../auth/step-up";
import type { ServiceContext } from "../kernel/context";
import { notFound } from "../kernel/errors";
import { parsed } from "../kernel/zod-errors";
import { toUnicode } from "../names/to-unicode";
import * as book from "./book/store";
import { endingAt } from "./ending";
import { AskPriceInput, SetPriceInput } from "./schemas";
import { amountOf } from "./set-ceiling";
import { takePrices } from "./take-prices";

/** The beginning of a day that lies ahead, and now for every other. */
export const beginningOf = (day: string | undefined, now: Date): string => {
  const at = day ? `${day}T00:00:00.000Z` : now.toISOString();
  return at > now.toISOString() ? at : now.toISOString();
};

/**
 * Enters one price by hand, for an account whose registrar tells none, or one that was announced. What is held against
 * ceilings and orders may be written over by an administrator alone.
 *
 * @throws AppError `not_found` for the account; `invalid_input` for an amount or a currency that is none; `forbidden`
 *   with field `session` without a fresh proof of who asks
 */
export async function setPrice(
  ctx: ServiceContext,
  input: SetPriceInput,
): Promise<{ changed: number; first: number; alerts: number }> {
  const {
    accountId,
    tld: typed,
    action,
    years,
    amount,
    currency,
    validFrom,
  } = parsed(SetPriceInput, input);
  const tld = endingAt("tld", typed);
  const money = amountOf(amount, currency);
  return mutate(ctx, "price.enter", async (tx, record) => {
    await assertSteppedUp(ctx, tx);
    const account = await accountOr404(tx, accountId);
    await book.wantTarget(tx, { accountId, tld, name: "" });
    await book.holdTarget(tx, { accountId, tld, name: "" });
    const now = ctx.now();
    const taken = await takePrices(tx, {
      place: { accountId, tld, name: "" },
      account: account.name,
      lines: [
        {
          action,
          years,
          currency: money.currency,
          priceMinor: money.minor,
          normalPriceMinor: null,
          isPremium: false,
        },
      ],
      source: "hand",
      now: now.toISOString(),
      validFrom: beginningOf(validFrom, now),
    });
    const { first, changed, alerts } = taken;
    await record(
      ...taken.entries,
      ...(first > 0
        ? [
            {
              action: "price.set" as const,
              objectId: accountId,
              objectName: `.${tld} at ${account.name}`,
              partnerId: null,
              after: { [action]: `${amount} ${money.currency}` },
            },
          ]
        : []),
    );
    return { first, changed, alerts };
  });
}

/** @throws AppError `not_found` */
export async function accountOr404(tx: Transaction, accountId: string) {
  const account = await book.findAccount(tx, accountId);
  if (!account) throw notFound("This registrar account");
  return account;
}

/** Has the prices of an ending watched though no name of ours is under it. @throws AppError `not_found` */
export async function askForPrice(
  ctx: ServiceContext,
  input: AskPriceInput,
): Promise<{ tld: string; tldUnicode: string }> {
  const { accountId, tld: typed } = parsed(AskPriceInput, input);
  const tld = endingAt("tld", typed);
  await mutate(ctx, "price.manage", async (tx, record) => {
    const account = await accountOr404(tx, accountId);
    await book.wantTarget(tx, { accountId, tld, name: "" });
    await record({
      action: "price.asked_for",
      objectId: accountId,
      objectName: `.${tld} at ${account.name}`,
      partnerId: null,
    });
  });
  return { tld, tldUnicode: toUnicode(tld) };
}
