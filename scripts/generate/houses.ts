import { type Random, randomOf, type Weighted } from "./random";

export const PARTNERS = 50;
/** What the biggest partner holds of all names. */
const BIGGEST = 0.5;
const SMALLEST = 0.0001;
const UNASSIGNED = 0.005;

export type Named = { readonly id: string; readonly name: string; readonly slug: string };

/** Partners, the biggest first and the smallest last, and how names fall to them; null is nobody's. */
export type Houses = {
  readonly partners: readonly Named[];
  readonly accounts: readonly Named[];
  readonly partnerShares: Weighted<string | null>;
  readonly accountShares: Weighted<string>;
};

const ACCOUNTS: Weighted<string> = [
  ["Gandi main", 55],
  ["Gandi retail", 30],
  ["RoTLD", 14],
  ["Dynadot legacy", 1],
];

const named = (random: Random, name: string): Named => ({
  id: random.uuid(),
  name,
  slug: name.toLowerCase().replaceAll(" ", "-"),
});

/** Fifty partners: one with half of all names, forty-eight ever smaller ones, one with next to nothing. */
export function housesOf(seed: number): Houses {
  const random = randomOf(seed ^ 0x5eed);
  const partners = Array.from({ length: PARTNERS }, (_, index) =>
    named(random, `Partner ${String(index + 1).padStart(2, "0")}`),
  );
  const accounts = ACCOUNTS.map(([name]) => named(random, name));
  const middle = PARTNERS - 2;
  const harmonic = Array.from({ length: middle }, (_, k) => 1 / (k + 1)).reduce((a, b) => a + b);
  const share = (index: number) => {
    if (index === 0) return BIGGEST;
    if (index === PARTNERS - 1) return SMALLEST;
    return (1 - BIGGEST - SMALLEST - UNASSIGNED) / index / harmonic;
  };
  return {
    partners,
    accounts,
    partnerShares: [
      ...partners.map(({ id }, index) => [id, share(index)] as const),
      [null, UNASSIGNED],
    ],
    accountShares: accounts.map(({ id }, index) => [id, ACCOUNTS[index]?.[1] ?? 0] as const),
  };
}
