import { domainToASCII } from "node:url";
import { z } from "zod";
import { DomainName } from "../../names/domain-name";
import { json, type SimResponse } from "../wire";
import type { Availability } from "./availability";
import { type Context, queryOf, refuseFields } from "./context";
import { Currency, GRID, PROCESSES, type Process, priceList, TAXES } from "./prices";

const CheckQuery = z.object({
  name: z
    .string("Required")
    .transform((name) => domainToASCII(name))
    .pipe(DomainName),
  currency: Currency.default("EUR"),
});
const ProcessName = z.enum(PROCESSES);

/** GET /domain/check: whether a name is free, and what it costs. */
export function check(context: Context, availability: Availability): SimResponse {
  const { name, currency } = queryOf(context, CheckQuery);
  const status = availability.status(name);
  const products = processesOf(context).map((process) => {
    const isForSale = process !== "create" || status.startsWith("available");
    return product(context, { name, process, currency, status, isForSale });
  });
  return envelope(currency, products);
}

/** GET /billing/price/domain: prices alone, whoever holds the name. */
export function price(context: Context): SimResponse {
  const { name, currency } = queryOf(context, CheckQuery);
  const products = processesOf(context).map((process) =>
    product(context, { name, process, currency, isForSale: true }),
  );
  return envelope(currency, products);
}

type Sale = {
  name: string;
  process: Process;
  currency: Currency;
  status?: string;
  isForSale: boolean;
};

function product({ sim }: Context, { name, process, currency, ...sale }: Sale) {
  const prices = sale.isForSale ? priceList(sim, name, process, currency) : undefined;
  return {
    name,
    process,
    ...(sale.status === undefined ? {} : { status: sale.status }),
    ...(prices ? { prices } : {}),
    ...(process === "create" ? { periods: [GO_LIVE] } : {}),
    taxes: TAXES,
  };
}

const GO_LIVE = { name: "golive", starts_at: "1985-01-01T00:00:00Z", ends_at: null };

const envelope = (currency: Currency, products: readonly unknown[]) =>
  json(200, { currency, products, grid: GRID, taxes: TAXES });

function processesOf(context: Context): Process[] {
  const asked = [...context.query.getAll("processes"), ...context.query.getAll("processes[]")];
  if (asked.length === 0) return ["create"];
  const parsed = z.array(ProcessName).safeParse(asked);
  if (parsed.success) return parsed.data;
  throw refuseFields(context, [
    { location: "query", name: "processes", description: "not a known process" },
  ]);
}
