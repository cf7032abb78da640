import { minorFromJsonNumber, parseMinor } from "../../names/money";
import type { WireAmount } from "./wire";

/**
 * An amount in major units, "8.00" or 8.49, in minor units; null when it cannot be read without loss.
 * Noughts at the end of the decimals carry nothing, so currencies without decimals may have them.
 */
export function minorOf(told: WireAmount, currency: string): number | null {
  const money =
    typeof told === "number"
      ? minorFromJsonNumber(told, currency)
      : parseMinor(plain(told), currency);
  return money.ok ? money.value.minor : null;
}

const plain = (told: string) =>
  told.includes(".") ? told.trim().replace(/0+$/, "").replace(/\.$/, "") : told.trim();
