import { authorize } from "../auth/policy";
import type { ServiceContext } from "../kernel/context";
import { today } from "../kernel/today";
import { read } from "../kernel/transact";
import { readForecast } from "../prices/read-forecast";
import type { SpendDto } from "./schemas";
import * as store from "./store";

type Forecast = Awaited<ReturnType<typeof readForecast>>;

/** What one month costs over all accounts, by currency; the largest count of them first. */
function sumsOf({ lines }: Forecast, at: number) {
  const sums = new Map<string, number>();
  for (const { currency, byMonth } of lines) {
    const minor = byMonth[at]?.minor ?? 0;
    if (minor > 0) sums.set(currency, (sums.get(currency) ?? 0) + minor);
  }
  return [...sums].map(([currency, minor]) => ({ currency, minor }));
}

/** What renewals will cost by month and in the days to come, and how prices moved since the month began. */
export async function readSpend(ctx: ServiceContext): Promise<SpendDto> {
  authorize(ctx.actor, "price.read");
  const since = `${today(ctx.now()).slice(0, 7)}-01`;
  const [forecast, moves] = await Promise.all([
    readForecast(ctx),
    read(ctx, (tx) => store.priceMoves(tx, since)),
  ]);
  return {
    months: forecast.months.map((month, at) => ({ month, sums: sumsOf(forecast, at) })),
    totals: forecast.totals,
    moves: { since, up: moves.up, down: moves.down, newAlerts: moves.new_alerts },
  };
}
