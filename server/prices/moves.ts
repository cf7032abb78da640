import type { Line } from "./lines";

/** A line that holds another price, or another currency, than it did. */
export type Move = { readonly from: Line; readonly to: Line };

export type Difference = {
  readonly first: readonly Line[];
  readonly moved: readonly Move[];
};

const keyOf = ({ action, years }: Line) => `${action}|${years}`;

const isSame = (one: Line, other: Line): boolean =>
  one.priceMinor === other.priceMinor &&
  one.currency === other.currency &&
  one.isPremium === other.isPremium;

/**
 * What a reading tells that was not known: lines told for the first time, and lines that moved. Lines that a reading
 * does not speak of are no news: missing means no information. Zero is a price like any other.
 */
export function differenceOf(known: readonly Line[], told: readonly Line[]): Difference {
  const before = new Map(known.map((line) => [keyOf(line), line]));
  const first: Line[] = [];
  const moved: Move[] = [];
  for (const to of told) {
    const from = before.get(keyOf(to));
    if (!from) first.push(to);
    else if (!isSame(from, to)) moved.push({ from, to });
  }
  return { first, moved };
}
