import { DOMAIN_FLAG_NAMES, DOMAIN_FLAGS } from "../names/domain-flags";
import { LIFECYCLES } from "../names/lifecycles";
import { LOCK_STATES } from "../names/modes";

const TLDS = ["com", "net", "de", "xn--p1ai"];
const TAGS = ["retail", "eu", "very long tag with blanks"];
const MODES = ["on", "off", "unknown"];

/** The same odd portfolio every time: 32 bits of a multiplicative generator. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const day = (offset: number) => new Date(Date.UTC(2026, 0, 15 + offset)).toISOString().slice(0, 10);

/** Names with every state, equal days, no days, signs that LIKE takes for wildcards, and IDN. */
export function oddNames(count: number, partnerIds: readonly (string | null)[]) {
  const next = numbers(7);
  const pick = <T>(values: readonly T[]): T => values[Math.floor(next() * values.length)] as T;
  return Array.from({ length: count }, (_, at) => {
    const tld = pick(TLDS);
    const flags = next() < 0.3 ? DOMAIN_FLAGS[pick(DOMAIN_FLAG_NAMES)] | DOMAIN_FLAGS.arrived : 0;
    const label = next() < 0.1 ? `xn--mnchen-${at}-3ya` : `name${at % 7}-${at}`;
    return {
      name: `${label}.${tld}`,
      nameUnicode: label.startsWith("xn--") ? `münchen-${at}.${tld}` : `${label}.${tld}`,
      tld,
      partnerId: pick(partnerIds),
      lifecycle: next() < 0.7 ? "active" : pick(LIFECYCLES),
      lockState: pick(LOCK_STATES),
      autoRenew: pick(MODES),
      flags,
      tags: TAGS.filter(() => next() < 0.2),
      renewBy: next() < 0.15 ? null : day(Math.floor(next() * 40) - 5),
    };
  });
}
