import { PriceAlertListDto } from "../../../prices/alerts/schemas";
import { ForecastDto } from "../../../prices/forecast/schemas";
import { NamePriceDto, NameQuotesDto } from "../../../prices/names/schemas";
import {
  EMPTY_ALERT_QUERY,
  EMPTY_PRICE_HISTORY_QUERY,
  EMPTY_PRICE_RUNS_QUERY,
  EMPTY_QUOTE_QUERY,
  EMPTY_TLD_PRICES_QUERY,
} from "../../../prices/queries";
import { PriceRulesDto } from "../../../prices/rules/schemas";
import { PriceRunListDto } from "../../../prices/runs/schemas";
import { PriceHistoryDto, TldPricesDto } from "../../../prices/schemas";
import { type Endpoint, parametersOf } from "../endpoint";

/** What names and endings cost. */
export const PRICES: readonly Endpoint[] = [
  {
    method: "get",
    path: "/domains/{name}/price",
    summary: "What a year of a name costs, how that came, and the most it may cost",
    permission: "domain.read",
    answer: NamePriceDto,
  },
  {
    method: "get",
    path: "/prices",
    summary: "What endings cost, account by account",
    permission: "price.read",
    query: parametersOf(EMPTY_TLD_PRICES_QUERY),
    answer: TldPricesDto,
  },
  {
    method: "get",
    path: "/prices/export",
    summary: "What every ending costs at every account, as CSV",
    permission: "price.read",
    answer: "csv",
  },
  {
    method: "get",
    path: "/prices/alerts",
    summary: "Moves of prices beyond the rules, newest first",
    permission: "price.read",
    query: parametersOf(EMPTY_ALERT_QUERY),
    answer: PriceAlertListDto,
  },
  {
    method: "get",
    path: "/prices/history",
    summary: "Every price that an ending, or a name with a price of its own, ever had",
    permission: "price.read",
    query: parametersOf(EMPTY_PRICE_HISTORY_QUERY),
    answer: PriceHistoryDto,
  },
  {
    method: "get",
    path: "/prices/quotes",
    summary: "Names with what a year of each costs",
    permission: "price.read",
    query: parametersOf(EMPTY_QUOTE_QUERY),
    answer: NameQuotesDto,
  },
  {
    method: "get",
    path: "/prices/forecast",
    summary: "What renewals of the next twelve months cost, by account and currency",
    permission: "price.read",
    answer: ForecastDto,
  },
  {
    method: "get",
    path: "/prices/rules",
    summary: "When a move of a price is worth an alert, and who is told",
    permission: "price.read",
    answer: PriceRulesDto,
  },
  {
    method: "get",
    path: "/prices/runs",
    summary: "Every asking for prices, newest first",
    permission: "price.read",
    query: parametersOf(EMPTY_PRICE_RUNS_QUERY),
    answer: PriceRunListDto,
  },
];
