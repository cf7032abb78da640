import { type Money, parseMinor } from "../../names/money";

/** What an amount text holds: nothing, money, or something that cannot be read without loss. */
export type Amount = Money | "none" | "unreadable";

/**
 * An amount as Dynadot writes it, "10.99" or "$203", in minor units. Noughts at the end of the decimals
 * carry nothing, so currencies without decimals may have them.
 */
export function amountOf(told: string | null | undefined, currency: string): Amount {
  const digits = (told ?? "").trim().replace(/^[$€£¥₹]\s*/u, "");
  if (digits === "") return "none";
  const plain = digits.replace(/(\.\d*?)0+$/, "$1").replace(/\.$/, "");
  const money = parseMinor(plain, currency);
  return money.ok ? money.value : "unreadable";
}

/** An amount with its currency behind it, such as "77.00 in USD". */
export function amountIn(told: string | null | undefined): Amount {
  if (!told?.trim()) return "none";
  const [, amount, currency] = /^(\S+) in ([A-Z]{3})\b/.exec(told.trim()) ?? [];
  return amount && currency ? amountOf(amount, currency) : "unreadable";
}

/** The total of a quote, "Renew Fee: 108.90 in USD, Total: 108.90 in USD". */
export function totalIn(told: string): Amount {
  const total = /\bTotal:\s*(\S+ in [A-Z]{3})\b/.exec(told)?.[1];
  return total ? amountIn(total) : "unreadable";
}
