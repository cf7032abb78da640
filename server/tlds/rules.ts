import { type TldRule, type TransferHold, told } from "./rule";

const transferPolicy = told("ICANN Transfer Policy", "high");
const registryAgreement = told("ICANN registry agreements", "high");
const epp = told("RFC 5731 §2.3", "high");
const rotld = told("ROTLD REST 2.0 documentation", "high");
const denic = told("DENIC, provider transfer", "high");
const nominet = told("Nominet: a name moves by its registrar tag", "medium");
const fewResellers = told("Reseller sheets; the registry’s own text was not at hand", "low");

const hold = (
  after: TransferHold["after"],
  days: number,
  from: string | null,
  until: string | null = null,
): TransferHold => ({ after, days, from, until });

const ONE_YEAR = { least: 1, most: 1 };
const UP_TO_TEN = { least: 1, most: 10 };

/** Every ending under contract with ICANN. */
const GENERIC: TldRule = {
  registerYears: registryAgreement(UP_TO_TEN),
  renewYears: registryAgreement(UP_TO_TEN),
  yearsAhead: registryAgreement(10),
  transferYears: transferPolicy(ONE_YEAR),
  transferNeedsCode: transferPolicy(true),
  autoReleaseDays: transferPolicy(5),
  transferLock: epp(true),
  dnssec: told("ICANN Registrar Accreditation Agreement 2013", "high")(true),
  holds: [
    transferPolicy(hold("registration", 60, "2004-11-12")),
    transferPolicy(hold("transfer", 60, "2004-11-12")),
    transferPolicy(hold("holder_change", 60, "2016-12-01")),
    // Its day will be set by ICANN; the rows above then get an end.
    told(
      "GNSO transfer policy review of 2025, not in force",
      "low",
    )(hold("registration", 30, null)),
    told("GNSO transfer policy review of 2025, not in force", "low")(hold("transfer", 30, null)),
  ],
};

const RO: TldRule = {
  registerYears: rotld(UP_TO_TEN),
  renewYears: rotld(UP_TO_TEN),
  yearsAhead: rotld(10),
  transferYears: told(
    "ROTLD REST 2.0: domain-transfer takes no period",
    "medium",
  )({
    least: 0,
    most: 0,
  }),
  transferNeedsCode: rotld(true),
  transferLock: rotld(false),
  autoRenew: rotld(false),
  dnssec: rotld(true),
  holderNumbers: rotld(
    "CNP of a person or CUI of a company in Romania; for companies the trade register number as well",
  ),
};

const DE: TldRule = {
  registerYears: fewResellers(ONE_YEAR),
  renewYears: fewResellers(ONE_YEAR),
  transferYears: fewResellers(ONE_YEAR),
  transferNeedsCode: denic(true),
};

const EU: TldRule = {
  transferLock: told("Gandi’s record of .eu; Openprovider’s list of endings", "medium")(false),
  transferNeedsCode: told("Gandi’s record of .eu", "medium")(true),
};

const WITHOUT_LOCK: TldRule = {
  transferLock: told("Openprovider’s list of endings without a lock", "medium")(false),
};

/** Of .be it is told both ways, so nothing is concluded. */
const BE: TldRule = {
  transferLock: told("Openprovider lists it without a lock, OpusDNS unlocks it", "low")(false),
  transferNeedsCode: told("OpusDNS: DNS Belgium mails the code to the holder", "medium")(true),
};

const UK: TldRule = { transferNeedsCode: nominet(false) };

/** Sold below a generic ending, or run outside ICANN's policies: its rules do not reach them. */
const UNKNOWN: TldRule = {};

/** Rules by ending, as A-labels without the leading dot. The longest ending of a name wins. */
const RULES: Readonly<Record<string, TldRule>> = {
  arpa: UNKNOWN,
  be: BE,
  "br.com": UNKNOWN,
  "de.com": UNKNOWN,
  de: DE,
  edu: UNKNOWN,
  es: WITHOUT_LOCK,
  "eu.com": UNKNOWN,
  eu: EU,
  "gb.net": UNKNOWN,
  gov: UNKNOWN,
  int: UNKNOWN,
  mil: UNKNOWN,
  nl: WITHOUT_LOCK,
  ro: RO,
  "uk.com": UNKNOWN,
  uk: UK,
  "us.com": UNKNOWN,
};

/** Two-letter and internationalised endings belong to countries; the others follow ICANN's policy. */
const isCountry = (ending: string) => ending.length === 2 || ending.startsWith("xn--");

/** Every ending of a name, the longest first. */
const endingsOf = (name: string): readonly string[] => {
  const labels = name.split(".").slice(1);
  return labels.map((_label, index) => labels.slice(index).join("."));
};

/** The longest ending of a name that has a row of its own. */
export const longestEnding = (
  name: string,
  rows: Readonly<Record<string, unknown>>,
): string | undefined => endingsOf(name).find((one) => Object.hasOwn(rows, one));

/**
 * The rules of a name's registry.
 *
 * @param name lower-case A-labels
 * @returns the ending the rules stand for with them, or null where no rule is known
 */
export function ruleOf(name: string): { readonly ending: string; readonly rule: TldRule } | null {
  const ending = longestEnding(name, RULES);
  const rule = ending === undefined ? undefined : RULES[ending];
  if (ending !== undefined && rule) return { ending, rule };
  const last = endingsOf(name).at(-1);
  return last && !isCountry(last) ? { ending: last, rule: GENERIC } : null;
}
