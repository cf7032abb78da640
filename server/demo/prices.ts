import type { ServiceContext } from "../kernel/context";
import { transact } from "../kernel/transact";
import * as history from "../prices/history/store";
import type { Line } from "../prices/lines";
import { syncPrices } from "../prices/sync-prices";
import { takePrices } from "../prices/take-prices";

const DAY_MS = 86_400_000;
const ENOUGH_MS = 60_000;

/** What a year of renewal was, in cents of euro, so many days ago, and of a transfer now: what the registrar asks today comes by asking it. */
const PAST: Readonly<Record<string, readonly (readonly [daysAgo: number, cents: number])[]>> = {
  com: [
    [1_430, 1349],
    [1_060, 1449],
    [640, 1549],
    [280, 1529],
  ],
  net: [
    [1_060, 1590],
    [280, 1780],
  ],
  org: [
    [1_060, 1490],
    [410, 1690],
  ],
  io: [
    [1_430, 3690],
    [820, 4290],
    [300, 3990],
  ],
  studio: [[500, 4990]],
  eu: [[700, 940]],
};

/** The second account is of a contract that cost less, and was raised later. */
const BY_CONTRACT: Readonly<Record<string, readonly [renew: number, transfer: number]>> = {
  com: [1499, 1399],
  net: [1690, 1590],
  org: [1790, 1790],
  io: [4890, 4890],
  eu: [890, 0],
};

const line = (action: Line["action"], priceMinor: number): Line => ({
  action,
  years: 1,
  currency: "EUR",
  priceMinor,
  normalPriceMinor: null,
  isPremium: false,
});

/**
 * Gives the demo a past of prices, and then asks the registrar for those of today: what rose or fell meanwhile raises
 * its alerts as it would in earnest.
 */
export async function seedPrices(
  ctx: ServiceContext,
  [first, second]: readonly (string | undefined)[],
): Promise<void> {
  if (!first) return;
  await transact(ctx, async (tx) => {
    const now = ctx.now();
    for (const [tld, steps] of Object.entries(PAST))
      for (const [daysAgo, cents] of steps) {
        const at = new Date(now.getTime() - daysAgo * DAY_MS).toISOString();
        const how = { source: "registrar" as const, validFrom: at, toldAt: at };
        await history.insertLines(
          tx,
          { accountId: first, tld, name: "" },
          [line("renew", cents)],
          how,
        );
      }
    for (const [tld, [renew, transfer]] of second ? Object.entries(BY_CONTRACT) : [])
      await takePrices(tx, {
        place: { accountId: second ?? "", tld, name: "" },
        account: "",
        lines: [line("renew", renew), line("transfer", transfer)],
        source: "file",
        now: new Date(now.getTime() - 200 * DAY_MS).toISOString(),
      });
  });
  await syncPrices(ctx, { accountId: first, trigger: "worker", budgetMs: ENOUGH_MS });
}
