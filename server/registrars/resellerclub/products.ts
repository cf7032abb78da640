import type { DomainName } from "../../names/domain-name";

/** A cross product as `domains/available` takes it: each label under each TLD. */
export type Product = { readonly labels: readonly string[]; readonly tlds: readonly string[] };

/** A name as LogicBoxes splits it: the label, and everything behind it. */
export function splitAtLabel(name: string): { label: string; tld: string } {
  const dot = name.indexOf(".");
  return { label: name.slice(0, dot), tld: name.slice(dot + 1) };
}

/** The full names of a cross product. */
export const namesIn = ({ labels, tlds }: Product): string[] =>
  tlds.flatMap((tld) => labels.map((label) => `${label}.${tld}`));

/**
 * Cross products that hold exactly `names`, none of them larger than `most`. TLDs that are asked for
 * the same labels share a product, so one label under many TLDs is few calls, and so are many labels
 * under one.
 */
export function productsOf(names: readonly DomainName[], most: number): Product[] {
  const labelsByTld = new Map<string, Set<string>>();
  for (const { label, tld } of names.map(splitAtLabel))
    labelsByTld.set(tld, (labelsByTld.get(tld) ?? new Set()).add(label));
  const tldsByLabels = new Map<string, string[]>();
  for (const [tld, labels] of labelsByTld) {
    const key = [...labels].sort().join(" ");
    tldsByLabels.set(key, [...(tldsByLabels.get(key) ?? []), tld]);
  }
  return [...tldsByLabels].flatMap(([key, tlds]) =>
    chunks(key.split(" "), most).flatMap((labels) =>
      chunks(tlds, Math.max(1, Math.floor(most / labels.length))).map((some) => ({
        labels,
        tlds: some,
      })),
    ),
  );
}

function chunks<T>(list: readonly T[], size: number): T[][] {
  const count = Math.ceil(list.length / size);
  return Array.from({ length: count }, (_, n) => list.slice(n * size, (n + 1) * size));
}
