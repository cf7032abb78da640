import type { Transaction } from "@/db/client";
import type { CheaperDto } from "./alerts/schemas";
import * as page from "./page/store";
import { payBackYears } from "./pay-back";

type Dear = Pick<
  page.AlertRow,
  "id" | "kind" | "accountId" | "tld" | "action" | "newMinor" | "currency" | "names"
>;

/**
 * For renewals that cost more elsewhere: the account where a year of the same ending costs least now, in the same
 * currency, for currencies are not held against each other.
 *
 * @returns by the id of what is dear
 */
export async function cheaperThan(
  tx: Transaction,
  dear: readonly Dear[],
  now: Date,
): Promise<ReadonlyMap<string, CheaperDto>> {
  const renewals = dear.filter(({ action, kind }) => action === "renew" && kind !== "currency");
  if (renewals.length === 0) return new Map();
  const at = now.toISOString();
  const renew = await page.currentPrices(tx, { at, action: "renew", years: 1 });
  const transfer = await page.currentPrices(tx, { at, action: "transfer", years: 1 });
  const accounts = await page.accountsOf(tx);
  const names = new Map(accounts.map(({ id, name }) => [id, name]));
  return new Map(
    renewals.flatMap((one): [string, CheaperDto][] => {
      const cheaper = cheapestFor(one, renew, transfer, names);
      return cheaper ? [[one.id, cheaper]] : [];
    }),
  );
}

function cheapestFor(
  { accountId, tld, currency, newMinor, names }: Dear,
  renew: readonly page.CurrentRow[],
  transfer: readonly page.CurrentRow[],
  accounts: ReadonlyMap<string, string>,
): CheaperDto | null {
  const [best] = renew
    .filter((row) => row.tld === tld && row.currency === currency && row.accountId !== accountId)
    .filter((row) => row.priceMinor < newMinor)
    .sort((one, other) => one.priceMinor - other.priceMinor);
  if (!best) return null;
  const move = transfer.find((row) => row.accountId === best.accountId && row.tld === tld);
  const transferMinor = move?.currency === currency ? move.priceMinor : null;
  return {
    account: accounts.get(best.accountId) ?? "",
    renewMinor: best.priceMinor,
    transferMinor,
    currency,
    savedMinor: names * (newMinor - best.priceMinor),
    payBackYears:
      transferMinor === null
        ? null
        : payBackYears({ hereMinor: newMinor, thereMinor: best.priceMinor, transferMinor }),
  };
}
