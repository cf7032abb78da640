import type { PaidAction } from "../ledger";
import { json, type SimResponse } from "../wire";
import { CURRENCY } from "./accounts";
import { CLASSES, type LbClass, yearlyCents } from "./classes";
import type { Context } from "./context";

const WORDS: Readonly<Record<PaidAction, string>> = {
  register: "addnewdomain",
  renew: "renewdomain",
  transfer: "addtransferdomain",
  restore: "restoredomain",
};
const ACTIONS = Object.keys(WORDS) as PaidAction[];
const MARKUP_PERCENT = 130;

/** Products that are no names stand in the same lists, in other shapes. */
const HOSTING = { "1": { renew: { "1": 2.49 }, add: { "1": 2.49 } } };

/** GET products/category-keys-mapping */
export const readKeys = (): SimResponse =>
  json(200, {
    domorder: CLASSES.map(({ key, tlds }) => ({ [key]: tlds })),
    hosting: [{ singledomainhostinglinuxus: ["Linux hosting"] }],
  });

/** GET products/reseller-cost-price: what the reseller pays, as numbers. */
export const readCosts = (): SimResponse =>
  json(200, {
    ...byClass((one) => table(one, (cents) => cents / 100)),
    singledomainhostinglinuxus: HOSTING,
  });

/** GET products/customer-price: what customers pay, in the same shape. */
export const readCustomerPrices = (): SimResponse =>
  json(
    200,
    byClass((one) => table(one, (cents) => Math.round((cents * MARKUP_PERCENT) / 100) / 100)),
  );

/** GET products/reseller-price: below a level, as text. */
export const readResellerPrices = (): SimResponse =>
  json(
    200,
    byClass((one) => ({ "0": { pricing: table(one, (cents) => (cents / 100).toFixed(2)) } })),
  );

/** GET billing/reseller-balance */
export const readBalance = ({ book, reseller }: Context): SimResponse =>
  json(200, {
    sellingcurrencybalance: book.balanceMinor(reseller) / 100,
    sellingcurrencysymbol: CURRENCY,
    sellingcurrencylockedbalance: 0,
  });

const byClass = (read: (one: LbClass) => unknown) =>
  Object.fromEntries(CLASSES.map((one) => [one.key, read(one)]));

/** The yearly prices of a class by action and number of years. */
function table(one: LbClass, amount: (cents: number) => unknown) {
  const [tld = ""] = one.tlds;
  const years = Array.from({ length: 10 }, (_, n) => n + 1);
  return Object.fromEntries(
    ACTIONS.flatMap((action) => {
      const priced = years.flatMap((year) => {
        const cents = yearlyCents(`any.${tld}`, action, year);
        return cents === undefined ? [] : [[String(year), amount(cents)] as const];
      });
      return priced.length > 0 ? [[WORDS[action], Object.fromEntries(priced)] as const] : [];
    }),
  );
}
