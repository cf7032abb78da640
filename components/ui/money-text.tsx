import { cn } from "./cn";
import { formatMoney } from "./numbers";

type MoneyTextProps = {
  /** Integer in the currency's smallest unit. */
  amountMinor: number;
  /** ISO 4217 */
  currency: string;
  className?: string;
};

/** An amount with its currency code: "11.20 EUR". */
export function MoneyText({ amountMinor, currency, className }: MoneyTextProps) {
  return (
    <span className={cn("whitespace-nowrap", className)}>{formatMoney(amountMinor, currency)}</span>
  );
}
