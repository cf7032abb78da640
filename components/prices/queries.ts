import { queryOptions } from "@tanstack/react-query";
import type {
  AlertQuery,
  PriceHistoryQuery,
  QuoteQuery,
  TldPricesQuery,
} from "@/server/prices/queries";
import { read } from "../query/read";
import { withQuery } from "../ui/with-query";

const schemas = () => import("@/server/prices/schemas");

/** Reads of prices. Everything below ["prices"] is asked for anew after a change. */
export const priceQueries = {
  alerts: (query: AlertQuery) =>
    queryOptions({
      queryKey: ["prices", "alerts", query] as const,
      queryFn: ({ signal }) =>
        read(
          withQuery("/api/v1/prices/alerts", { ...query }),
          async () => (await schemas()).PriceAlertListDto,
          signal,
        ),
    }),
  endings: (query: TldPricesQuery) =>
    queryOptions({
      queryKey: ["prices", "endings", query] as const,
      queryFn: ({ signal }) =>
        read(
          withQuery("/api/v1/prices", { ...query }),
          async () => (await schemas()).TldPricesDto,
          signal,
        ),
    }),
  history: (query: PriceHistoryQuery) =>
    queryOptions({
      queryKey: ["prices", "history", query] as const,
      queryFn: ({ signal }) =>
        read(
          withQuery("/api/v1/prices/history", { ...query }),
          async () => (await schemas()).PriceHistoryDto,
          signal,
        ),
    }),
  quotes: (query: QuoteQuery) =>
    queryOptions({
      queryKey: ["prices", "quotes", query] as const,
      queryFn: ({ signal }) =>
        read(
          withQuery("/api/v1/prices/quotes", { ...query }),
          async () => (await schemas()).NameQuotesDto,
          signal,
        ),
    }),
  forecast: () =>
    queryOptions({
      queryKey: ["prices", "forecast"] as const,
      queryFn: ({ signal }) =>
        read("/api/v1/prices/forecast", async () => (await schemas()).ForecastDto, signal),
    }),
  rules: () =>
    queryOptions({
      queryKey: ["prices", "rules"] as const,
      queryFn: ({ signal }) =>
        read("/api/v1/prices/rules", async () => (await schemas()).PriceRulesDto, signal),
    }),
  ofName: (name: string) =>
    queryOptions({
      queryKey: ["prices", "name", name] as const,
      queryFn: ({ signal }) =>
        read(
          `/api/v1/domains/${encodeURIComponent(name)}/price`,
          async () => (await schemas()).NamePriceDto,
          signal,
        ),
    }),
};
