import type { Rule } from "./rules/store";
import { isBeyond } from "./thresholds";

/** What a rule is asked about: an ending, and the tags of the names that a move bears on. */
export type Subject = { readonly tld: string; readonly tags: readonly string[] };

const isUnder = (tld: string, ending: string) => tld === ending || tld.endsWith(`.${ending}`);

/** Whether a rule speaks of a subject. Empty lists speak of everything; "uk" speaks of "co.uk" too. */
export const speaksOf = (rule: Rule, { tld, tags }: Subject): boolean =>
  rule.isEnabled &&
  (rule.tlds.length === 0 || rule.tlds.some((ending) => isUnder(tld, ending))) &&
  (rule.tags.length === 0 || rule.tags.some((tag) => tags.includes(tag)));

/** Whether a move within one currency reaches a rule's thresholds. */
export const isReached = (
  rule: Rule,
  move: { oldMinor: number; newMinor: number; currency: string },
): boolean =>
  isBeyond(
    {
      percent: rule.thresholdPercent,
      amount: rule.thresholdAmount,
      needsBoth: rule.needsBoth,
    },
    move,
  );

/** Who is to be told by some rules, and whether at once: once is enough for one of them. */
export function recipientsOf(rules: readonly Rule[]): ReadonlyMap<string, "immediate" | "digest"> {
  const told = new Map<string, "immediate" | "digest">();
  for (const { recipients, delivery } of rules)
    for (const recipient of recipients)
      if (told.get(recipient) !== "immediate")
        told.set(recipient, delivery === "immediate" ? "immediate" : "digest");
  return told;
}
