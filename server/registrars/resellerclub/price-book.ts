import type { z } from "zod";
import { ok, type Result } from "../../kernel/result";
import type { RegistrarFailure } from "../gateway";
import type { ResellerClubAccount } from "./account";
import { callApi } from "./call";
import { Balance, ClassKeys, CostList } from "./wire";

/** Everything that prices are read from; it comes whole or not at all. */
export type PriceBook = {
  /** What the account is kept in; the lists do not say. */
  readonly currency: string;
  /** The class of a TLD. */
  readonly classes: ReadonlyMap<string, string>;
  /** Costs by class, unread. */
  readonly costs: Readonly<Record<string, unknown>>;
  /** How many calls it took to read it. */
  readonly calls: number;
};

type Told<T> = Result<T, RegistrarFailure>;
type Kept<T> = { readonly atMs: number; readonly told: Promise<Told<T>> };

const DAY_MS = 86_400_000;
/** What a purchase is held against is no older than this. */
export const PURCHASE_AGE_MS = 3_600_000;
const MOST_ACCOUNTS = 50;

const books = new Map<string, Kept<PriceBook>>();
const currencies = new Map<string, Kept<string>>();

/**
 * The price lists of an account. They come whole and are large, so a process keeps them for a day.
 *
 * @param maxAgeMs how old they may be at most
 */
export const readPriceBook = (
  account: ResellerClubAccount,
  maxAgeMs = DAY_MS,
): Promise<Told<PriceBook>> => kept(books, account.cacheKey, maxAgeMs, () => fetchBook(account));

/** The currency an account is kept in, asked for once a day. ISO 4217. */
export const readCurrency = (account: ResellerClubAccount): Promise<Told<string>> =>
  kept(currencies, account.cacheKey, DAY_MS, async () => {
    const told = await read(account, "billing/reseller-balance", Balance, [
      ["reseller-id", account.userId],
    ]);
    return told.ok ? ok(told.value.sellingcurrencysymbol) : told;
  });

async function fetchBook(account: ResellerClubAccount): Promise<Told<PriceBook>> {
  const isCurrencyKept = isKept(currencies, account.cacheKey, DAY_MS);
  const currency = await readCurrency(account);
  if (!currency.ok) return currency;
  const keys = await read(account, "products/category-keys-mapping", ClassKeys);
  if (!keys.ok) return keys;
  const costs = await read(account, "products/reseller-cost-price", CostList);
  if (!costs.ok) return costs;
  const classes = keys.value.domorder.flatMap((row) =>
    Object.entries(row).flatMap(([key, tlds]) =>
      tlds.map((tld) => [tld.toLowerCase().replace(/^\./, ""), key] as const),
    ),
  );
  return ok({
    currency: currency.value,
    classes: new Map(classes),
    costs: costs.value,
    calls: isCurrencyKept ? 2 : 3,
  });
}

const read = <S extends z.ZodType>(
  account: ResellerClubAccount,
  path: string,
  content: S,
  parameters: readonly (readonly [string, string])[] = [],
) => callApi(account, { path, parameters, content, asked: "read" });

const isKept = <T>(store: Map<string, Kept<T>>, key: string, maxAgeMs: number): boolean =>
  performance.now() - (store.get(key)?.atMs ?? Number.NEGATIVE_INFINITY) < maxAgeMs;

/** What is kept under `key`, or else what `fetch` brings. Failures are not kept, and callers share one fetch. */
async function kept<T>(
  store: Map<string, Kept<T>>,
  key: string,
  maxAgeMs: number,
  fetch: () => Promise<Told<T>>,
): Promise<Told<T>> {
  const known = store.get(key);
  if (known && isKept(store, key, maxAgeMs)) return known.told;
  const fresh: Kept<T> = { atMs: performance.now(), told: fetch() };
  store.delete(key);
  store.set(key, fresh);
  const [oldest] = store.keys();
  if (store.size > MOST_ACCOUNTS && oldest !== undefined) store.delete(oldest);
  const told = await fresh.told;
  if (!told.ok && store.get(key) === fresh) store.delete(key);
  return told;
}
