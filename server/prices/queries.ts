import { z } from "zod";
import { cursor, many, one, readParams, rows } from "../kernel/query-params";
import { ALERT_STATES } from "./alerts/schemas";
import { PRICE_ACTION_WORDS } from "./schemas";

const MOST = 200;

export const AlertQuery = z.object({
  state: z.array(z.enum(ALERT_STATES)),
  limit: z.int(),
  cursor: z.string().nullable(),
});
export type AlertQuery = z.infer<typeof AlertQuery>;
export const EMPTY_ALERT_QUERY: AlertQuery = { state: [], limit: 50, cursor: null };

const ALERT_READERS = {
  state: many(z.enum(ALERT_STATES), "This is not a state of an alert."),
  limit: rows(MOST),
  cursor,
};
export const readAlertQuery = (params: URLSearchParams) =>
  readParams<AlertQuery>(ALERT_READERS, EMPTY_ALERT_QUERY, params);

const action = one(
  z.enum(PRICE_ACTION_WORDS),
  "value",
  "Choose register, renew, transfer or restore.",
);
const years = one(
  z
    .string()
    .regex(/^(?:[1-9]|10)$/)
    .transform(Number),
  "range",
  "Give 1 to 10 years.",
);

export const TldPricesQuery = z.object({ action: z.enum(PRICE_ACTION_WORDS), years: z.int() });
export type TldPricesQuery = z.infer<typeof TldPricesQuery>;
export const EMPTY_TLD_PRICES_QUERY: TldPricesQuery = { action: "renew", years: 1 };
export const readTldPricesQuery = (params: URLSearchParams) =>
  readParams<TldPricesQuery>({ action, years }, EMPTY_TLD_PRICES_QUERY, params);

export const PriceHistoryQuery = TldPricesQuery.extend({ tld: z.string(), name: z.string() });
export type PriceHistoryQuery = z.infer<typeof PriceHistoryQuery>;
export const EMPTY_PRICE_HISTORY_QUERY: PriceHistoryQuery = {
  ...EMPTY_TLD_PRICES_QUERY,
  tld: "com",
  name: "",
};
const label = one(
  z
    .string()
    .max(253)
    .regex(/^[a-z0-9.-]*$/),
  "value",
  "Give an ending or a name in its A-label form, in lower case.",
);
export const readPriceHistoryQuery = (params: URLSearchParams) =>
  readParams<PriceHistoryQuery>(
    { action, years, tld: label, name: label },
    EMPTY_PRICE_HISTORY_QUERY,
    params,
  );

export const QUOTE_FILTERS = ["all", "over", "premium", "unknown"] as const;
export const QuoteQuery = z.object({
  q: z.string().nullable(),
  only: z.enum(QUOTE_FILTERS),
  limit: z.int(),
  cursor: z.string().nullable(),
});
export type QuoteQuery = z.infer<typeof QuoteQuery>;
export const EMPTY_QUOTE_QUERY: QuoteQuery = { q: null, only: "all", limit: 50, cursor: null };
export const readQuoteQuery = (params: URLSearchParams) =>
  readParams<QuoteQuery>(
    {
      q: one(z.string().trim().min(1).max(253), "value", "Give a part of a name."),
      only: one(z.enum(QUOTE_FILTERS), "value", `Choose ${QUOTE_FILTERS.join(", ")}.`),
      limit: rows(MOST),
      cursor,
    },
    EMPTY_QUOTE_QUERY,
    params,
  );

export const PriceRunsQuery = z.object({ limit: z.int(), cursor: z.string().nullable() });
export type PriceRunsQuery = z.infer<typeof PriceRunsQuery>;
export const EMPTY_PRICE_RUNS_QUERY: PriceRunsQuery = { limit: 20, cursor: null };
export const readPriceRunsQuery = (params: URLSearchParams) =>
  readParams<PriceRunsQuery>({ limit: rows(MOST), cursor }, EMPTY_PRICE_RUNS_QUERY, params);
