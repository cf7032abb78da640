import type { Transaction } from "@/db/client";
import { enqueue } from "../mail/outbox/store";
import { alertLetter } from "./alert-letter";
import * as store from "./alerts/store";
import { unicodeOf } from "./ending";
import type { Known, Place } from "./history/store";
import type { Line } from "./lines";
import { isReached, recipientsOf, speaksOf } from "./matching-rules";
import { allRules, type Rule } from "./rules/store";

/** A line that moved, with the row that tells what it is now. */
export type Moved = { readonly from: Known | null; readonly to: Line; readonly priceId: string };

export type Occasion = {
  readonly place: Place;
  readonly account: string;
  /** A name that was like any other of its ending got a price of its own. */
  readonly becamePremium: boolean;
  readonly moved: readonly Moved[];
  readonly noticedAt: string;
  /** The day it will hold from, where that lies ahead. */
  readonly effectiveOn: string | null;
};

/** The move that stands for all of its action: the one of the fewest years. */
function leading(moved: readonly Moved[]): Moved[] {
  const byAction = new Map<string, Moved>();
  for (const move of moved) {
    const known = byAction.get(move.to.action);
    if (!known || move.to.years < known.to.years) byAction.set(move.to.action, move);
  }
  return [...byAction.values()];
}

/**
 * Raises the alerts that moves of one place are worth, and has those told who are to be told: in the transaction of
 * the move, so that neither is there without the other.
 *
 * @returns how many were raised
 */
export async function raiseAlerts(tx: Transaction, occasion: Occasion): Promise<number> {
  if (occasion.moved.length === 0) return 0;
  const rules = await allRules(tx);
  const affected = await store.affectedBy(tx, occasion.place);
  const subject = { tld: occasion.place.tld, tags: affected.tags };
  const speaking = rules.filter((rule) => speaksOf(rule, subject));
  let raised = 0;
  for (const draft of draftsOf(occasion, affected.names, speaking, rules)) {
    if (draft.since !== null && (await isAnnounced(tx, occasion, draft))) continue;
    raised += await raise(tx, occasion.account, draft);
  }
  return raised;
}

type Draft = {
  readonly alert: store.NewAlert;
  readonly rules: readonly Rule[];
  /** Since when the old price held, where the move may have been announced. */
  readonly since: string | null;
};

function draftsOf(
  occasion: Occasion,
  names: number,
  speaking: readonly Rule[],
  all: readonly Rule[],
): Draft[] {
  const drafts: Draft[] = [];
  const inCurrency = occasion.moved.filter(({ from, to }) => from?.currency === to.currency);
  const other = occasion.moved.find(({ from, to }) => from && from.currency !== to.currency);
  if (other)
    drafts.push({ alert: currencyAlert(occasion, other), rules: all.filter(isOn), since: null });
  if (occasion.becamePremium) {
    const [first] = leading(occasion.moved.filter(({ to }) => to.action === "renew"));
    const told = first ?? leading(occasion.moved)[0];
    if (told)
      drafts.push({ alert: alertOf(occasion, told, "premium", 1), rules: speaking, since: null });
    return drafts;
  }
  for (const move of beyond(inCurrency, speaking)) {
    const reached = speaking.filter((rule) => isReached(rule, minorsOf(move)));
    drafts.push({
      alert: alertOf(occasion, move, "price", names),
      rules: reached,
      since: move.from?.validFrom ?? null,
    });
  }
  return drafts;
}

const isOn = (rule: Rule) => rule.isEnabled;

/** Of each action the move of the fewest years that reaches a rule. */
const beyond = (moved: readonly Moved[], rules: readonly Rule[]): Moved[] =>
  leading(moved.filter((move) => rules.some((rule) => isReached(rule, minorsOf(move)))));

const minorsOf = ({ from, to }: Moved) => ({
  oldMinor: from?.priceMinor ?? 0,
  newMinor: to.priceMinor,
  currency: to.currency,
});

function alertOf(
  { place, noticedAt, effectiveOn }: Occasion,
  { from, to, priceId }: Moved,
  kind: "price" | "premium",
  names: number,
): store.NewAlert {
  const isYearly = to.action === "renew" && from?.currency === to.currency;
  return {
    ...place,
    dedupeKey: `${kind}:${priceId}`,
    kind,
    action: to.action,
    years: to.years,
    priceId,
    oldMinor: from?.priceMinor ?? null,
    oldCurrency: from?.currency ?? null,
    newMinor: to.priceMinor,
    currency: to.currency,
    noticedAt,
    effectiveOn,
    names: to.action === "renew" || kind === "premium" ? names : 0,
    yearlyMinor: isYearly && from ? names * (to.priceMinor - from.priceMinor) : null,
  };
}

/** An account that counts in another currency is one piece of news, however many prices it has. */
const currencyAlert = (occasion: Occasion, { from, to, priceId }: Moved): store.NewAlert => ({
  ...alertOf(occasion, { from, to, priceId }, "price", 0),
  kind: "currency",
  dedupeKey: `currency:${occasion.place.accountId}:${from?.currency}>${to.currency}:${occasion.noticedAt.slice(0, 10)}`,
  yearlyMinor: null,
});

/** A price that was announced and has come is no second piece of news. */
const isAnnounced = async (
  tx: Transaction,
  { place, effectiveOn }: Occasion,
  { alert, since }: Draft,
) => effectiveOn === null && since !== null && store.wasAnnounced(tx, place, alert, since);

async function raise(tx: Transaction, account: string, { alert, rules }: Draft): Promise<number> {
  const raised = await store.insertAlert(tx, alert);
  if (!raised) return 0;
  for (const [recipient, delivery] of recipientsOf(rules)) {
    const mailId =
      delivery === "immediate"
        ? await enqueue(tx, {
            ...alertLetter({ ...raised, ...unicodeOf(raised), account }),
            recipient,
            dedupeKey: `price:${raised.id}:${recipient}`,
          })
        : null;
    await store.insertNotice(tx, { alertId: raised.id, recipient, mailId });
  }
  return 1;
}
