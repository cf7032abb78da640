import { err, ok, type Result } from "../../kernel/result";
import type { DomainName } from "../../names/domain-name";
import { formatMoney } from "../../names/money";
import type { PriceAction, RegistrarFailure } from "../gateway";
import type { ResellerClubAccount } from "./account";
import { toAvailability } from "./available";
import { refusal } from "./errors";
import { PURCHASE_AGE_MS } from "./price-book";
import { quoteOf } from "./prices";

/** A purchase, with the most it may cost in all its years. */
type Purchase = {
  readonly name: DomainName;
  readonly periodYears: number;
  readonly expectedPriceMinor: number;
  readonly currency: string;
};

/**
 * Whether a purchase costs no more than expected, as an order cannot say what it may cost.
 *
 * @returns a refusal: dearer than expected, or no price for so many years; and for a registration a
 *   name that is taken, not known to be free, premium, or claimed by a trademark holder
 */
export async function affordable(
  account: ResellerClubAccount,
  purchase: Purchase,
  action: PriceAction,
): Promise<Result<null, RegistrarFailure>> {
  const { name, currency, periodYears, expectedPriceMinor } = purchase;
  const quote = await quoteOf(account, { name, actions: [action], currency }, PURCHASE_AGE_MS);
  if (!quote.ok) return quote;
  const { said, prices } = quote.value;
  if (action === "register") {
    const { state } = await toAvailability(account, name, said);
    if (state !== "available") return err(NOT_FREE[state]);
  }
  const yearly = prices.find((one) => one.minYears <= periodYears && periodYears <= one.maxYears);
  if (!yearly)
    return err(refusal("not_eligible", "ResellerClub has no price for this period.", "years"));
  const priceMinor = yearly.priceMinor * periodYears;
  if (priceMinor <= expectedPriceMinor) return ok(null);
  const asked = formatMoney(priceMinor, currency);
  const expected = formatMoney(expectedPriceMinor, currency);
  return err(
    refusal(
      "conflict",
      `ResellerClub asks ${asked}, more than the expected ${expected}; nothing was ordered.`,
      "price",
    ),
  );
}

const NOT_FREE = {
  taken: refusal("domain_taken", "The name is taken."),
  unknown: refusal("server_error", "Whether the name is free could not be found out."),
  premium: refusal("not_eligible", "A premium name has to be bought in ResellerClub's panel."),
  reserved: refusal(
    "not_eligible",
    "A trademark holder has claims to the name; register it in ResellerClub's panel.",
  ),
} as const;
