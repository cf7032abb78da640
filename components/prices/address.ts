import type { Route } from "next";
import {
  type QUOTE_FILTERS,
  readAlertQuery,
  readQuoteQuery,
  readTldPricesQuery,
} from "@/server/prices/queries";
import { withQuery } from "../ui/with-query";

export const PRICE_TABS = ["alerts", "endings", "names", "rules"] as const;
export type PriceTab = (typeof PRICE_TABS)[number];

/** Everything the page's address holds; what cannot be used is at its default. */
export type PriceAddress = {
  readonly tab: PriceTab;
  readonly state: readonly ("new" | "seen" | "decided")[];
  readonly cursor: string | null;
  /** The alert whose drawer is open. */
  readonly alert: string | null;
  readonly action: "register" | "renew" | "transfer" | "restore";
  readonly years: number;
  /** Part of an ending, or of a name. */
  readonly q: string | null;
  readonly sort: string;
  readonly down: boolean;
  /** The ending, or the name, whose history is open. */
  readonly tld: string | null;
  readonly name: string | null;
  readonly only: (typeof QUOTE_FILTERS)[number];
  /** How the chart of a history is scaled, where prices lie far apart. */
  readonly scale: "linear" | "log";
};

export type PricePatch = Partial<{ [K in keyof PriceAddress]: PriceAddress[K] }>;

const one = (params: URLSearchParams, ...names: string[]): URLSearchParams =>
  new URLSearchParams(
    names.flatMap((name) => params.getAll(name).map((value): [string, string] => [name, value])),
  );

const label = (text: string | null) => (text && /^[a-z0-9.-]{1,253}$/.test(text) ? text : null);

/** Reads the page's address. */
export function readPriceAddress(params: URLSearchParams): PriceAddress {
  const tab = PRICE_TABS.find((known) => known === params.get("tab")) ?? "alerts";
  const alerts = readAlertQuery(one(params, "state")).query;
  const endings = readTldPricesQuery(one(params, "action", "years")).query;
  const quotes = readQuoteQuery(one(params, "only")).query;
  return {
    tab,
    state: alerts.state,
    cursor: params.get("cursor"),
    alert: params.get("alert"),
    action: endings.action,
    years: endings.years,
    q: params.get("q")?.trim().slice(0, 253) || null,
    sort: params.get("sort") ?? "tld",
    down: params.get("down") === "true",
    tld: label(params.get("tld")),
    name: label(params.get("name")),
    only: quotes.only,
    scale: params.get("scale") === "log" ? "log" : "linear",
  };
}

/** Writes an address of the page, leaving out what is at its default. */
export function priceHref(address: PricePatch): Route {
  const { tab, action, years, sort, only, scale, ...rest } = address;
  return withQuery("/prices", {
    tab: tab === "alerts" ? null : tab,
    action: action === "renew" ? null : action,
    years: years === 1 ? null : years,
    sort: sort === "tld" ? null : sort,
    only: only === "all" ? null : only,
    scale: scale === "linear" ? null : scale,
    ...rest,
  });
}
