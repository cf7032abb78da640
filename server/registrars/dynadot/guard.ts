import { err, ok, type Result } from "../../kernel/result";
import type { DomainName } from "../../names/domain-name";
import { formatMoney } from "../../names/money";
import type { FormPair } from "../../outbound/call";
import type { RegistrarFailure } from "../gateway";
import type { DynadotAccount } from "./account";
import { totalIn } from "./amounts";
import { callApi3 } from "./api3";
import { malformed, refusal } from "./errors";
import { isTold } from "./price-list";
import { quoteOf } from "./prices";
import { PriceCheck } from "./wire";

/** A purchase, with the most it may cost in all its years. */
export type Purchase = {
  readonly name: DomainName;
  readonly periodYears: number;
  readonly expectedPriceMinor: number;
  readonly currency: string;
};

const PRICE_CHECKED = 3;

/**
 * Whether a registration or transfer costs no more than expected, by a search right before it.
 *
 * @returns whether the name is premium; or a refusal: dearer than expected, no price told, and for a
 *   registration a name that is taken or not known to be free
 */
export async function affordable(
  account: DynadotAccount,
  purchase: Purchase,
  action: "register" | "transfer",
): Promise<Result<{ isPremium: boolean }, RegistrarFailure>> {
  const { name, currency } = purchase;
  const quote = await quoteOf(account, { name, actions: [action], currency });
  if (!quote.ok) return quote;
  const { found, prices } = quote.value;
  if (action === "register" && isTold(found.available, "no"))
    return err(refusal("domain_taken", "The name is taken."));
  if (action === "register" && !isTold(found.available, "yes"))
    return err(refusal("server_error", "Whether the name is free could not be found out."));
  const yearly = prices[0];
  if (!yearly) return err(refusal("not_eligible", "Dynadot tells no price for this."));
  const within = notDearer(purchase, yearly.priceMinor * purchase.periodYears);
  return within.ok ? ok({ isPremium: yearly.isPremium }) : within;
}

/** Whether a renewal costs no more than expected: API3 can be asked without ordering. */
export async function affordableRenewal(
  { api3 }: DynadotAccount,
  purchase: Purchase,
  expiryYear: number,
): Promise<Result<null, RegistrarFailure>> {
  const parameters: FormPair[] = [
    ["domain", purchase.name],
    ["duration", String(purchase.periodYears)],
    ["year", String(expiryYear)],
    ["currency", purchase.currency],
    ["price_check", "1"],
  ];
  const answer = await callApi3(api3, {
    command: "renew",
    parameters,
    content: PriceCheck,
    asked: "read",
    expects: PRICE_CHECKED,
  });
  if (!answer.ok) return answer;
  const total = totalIn(answer.value.PriceInfo);
  if (typeof total === "string" || !isTold(total.currency, purchase.currency))
    return err(malformed("The price of the renewal cannot be read."));
  return notDearer(purchase, total.minor);
}

function notDearer(
  { expectedPriceMinor, currency }: Purchase,
  priceMinor: number,
): Result<null, RegistrarFailure> {
  if (priceMinor <= expectedPriceMinor) return ok(null);
  const asked = formatMoney(priceMinor, currency);
  const expected = formatMoney(expectedPriceMinor, currency);
  const message = `Dynadot asks ${asked}, more than the expected ${expected}; nothing was ordered.`;
  return err(refusal("conflict", message, "price"));
}
