import { queryOptions } from "@tanstack/react-query";
import type {
  AlertQuery,
  PriceHistoryQuery,
  QuoteQuery,
  TldPricesQuery,
} from "@/server/prices/queries";
import { read } from "../query/read";
import { withQuery } from "../ui/with-query";

const ofAlerts = () => import("@/server/prices/alerts/schemas");
const ofForecast = () => import("@/server/prices/forecast/schemas");
const ofNames = () => import("@/server/prices/names/schemas");
const ofPrices = () => import("@/server/prices/schemas");
const ofRules = () => import("@/server/prices/rules/schemas");

/** Reads of prices. Everything below ["prices"] is asked for anew after a change. */
export const priceQueries = {
  alerts: (query: AlertQuery) =>
    queryOptions({
      queryKey: ["prices", "alerts", query] as const,
      queryFn: ({ signal }) =>
        read(
          withQuery("/api/v1/prices/alerts", { ...query }),
          async () => (await ofAlerts()).PriceAlertListDto,
          signal,
        ),
    }),
  endings: (query: TldPricesQuery) =>
    queryOptions({
      queryKey: ["prices", "endings", query] as const,
      queryFn: ({ signal }) =>
        read(
          withQuery("/api/v1/prices", { ...query }),
          async () => (await ofPrices()).TldPricesDto,
          signal,
        ),
    }),
  history: (query: PriceHistoryQuery) =>
    queryOptions({
      queryKey: ["prices", "history", query] as const,
      queryFn: ({ signal }) =>
        read(
          withQuery("/api/v1/prices/history", { ...query }),
          async () => (await ofPrices()).PriceHistoryDto,
          signal,
        ),
    }),
  quotes: (query: QuoteQuery) =>
    queryOptions({
      queryKey: ["prices", "quotes", query] as const,
      queryFn: ({ signal }) =>
        read(
          withQuery("/api/v1/prices/quotes", { ...query }),
          async () => (await ofNames()).NameQuotesDto,
          signal,
        ),
    }),
  forecast: () =>
    queryOptions({
      queryKey: ["prices", "forecast"] as const,
      queryFn: ({ signal }) =>
        read("/api/v1/prices/forecast", async () => (await ofForecast()).ForecastDto, signal),
    }),
  rules: () =>
    queryOptions({
      queryKey: ["prices", "rules"] as const,
      queryFn: ({ signal }) =>
        read("/api/v1/prices/rules", async () => (await ofRules()).PriceRulesDto, signal),
    }),
  ofName: (name: string) =>
    queryOptions({
      queryKey: ["prices", "name", name] as const,
      queryFn: ({ signal }) =>
        read(
          `/api/v1/domains/${encodeURIComponent(name)}/price`,
          async () => (await ofNames()).NamePriceDto,
          signal,
        ),
    }),
};
