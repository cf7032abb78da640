import { domainToASCII } from "node:url";
import { NAMED_DOMAINS, type NamedDomain } from "./named";
import { PARTNERS, type PartnerPlan } from "./partners";
import type { Random } from "./random";

/**
 * The 240 names with their intended partners: those named by hand, then combinations of each
 * partner's words until its share is full.
 */
export function planPortfolio(random: Random): NamedDomain[] {
  const taken = new Set(NAMED_DOMAINS.map((one) => domainToASCII(one.name)));
  const invented = PARTNERS.flatMap((partner) => {
    const named = NAMED_DOMAINS.filter((one) => one.partner === partner.slug).length;
    return inventNames(partner, partner.count - named, taken, random);
  });
  return [...NAMED_DOMAINS, ...invented];
}

function inventNames(
  partner: PartnerPlan,
  count: number,
  taken: Set<string>,
  random: Random,
): NamedDomain[] {
  const pairs = partner.firstWords.flatMap((first) =>
    partner.secondWords.map((second) => [first, second] as const),
  );
  const names: NamedDomain[] = [];
  for (const [first, second] of random.shuffled(pairs)) {
    if (names.length === count) break;
    const name = `${first}${random.below(3) === 0 ? "" : "-"}${second}.${random.pick(partner.tlds)}`;
    if (taken.has(name)) continue;
    taken.add(name);
    names.push({ name, partner: partner.slug });
  }
  return names;
}
