/**
 * What a registry does with a name that is not renewed. One row per TLD: whole days after expiry
 * in grace (renewable at the usual price), then in redemption (only restorable, at a fee), then in
 * pending delete (out of reach until it drops). `confidence` is how far a date computed from the
 * row may be trusted: registrars are free to give up a name earlier than the registry would.
 */
export type LapseRule = {
  readonly graceDays: number;
  readonly redemptionDays: number;
  readonly pendingDeleteDays: number;
  readonly confidence: "high" | "medium" | "low";
  readonly source: string;
};

const rule = (
  days: readonly [grace: number, redemption: number, pendingDelete: number],
  confidence: LapseRule["confidence"],
  source: string,
): LapseRule => ({
  graceDays: days[0],
  redemptionDays: days[1],
  pendingDeleteDays: days[2],
  confidence,
  source,
});

const GTLD = rule(
  [45, 30, 5],
  "medium",
  "ICANN Expired Registration Recovery Policy; registrars may end the 45 days sooner",
);

/** A country's TLD without a row has rules we do not know: no date is computed for it. */
const COUNTRY_RULES: Readonly<Record<string, LapseRule>> = {
  ch: rule([0, 40, 0], "medium", "SWITCH, transition period of 40 days"),
  de: rule([0, 30, 0], "medium", "DENIC, redemption grace period of 30 days"),
  es: rule([10, 0, 0], "low", "Red.es, about ten days after expiry; resellers quote nine"),
  eu: rule([0, 40, 0], "high", "EURid, quarantine of 40 days"),
  fr: rule([0, 30, 0], "medium", "AFNIC, redemption of 30 days"),
  it: rule([15, 30, 5], "medium", "Registro .it, autoRenewPeriod and redemptionPeriod"),
  li: rule([0, 40, 0], "medium", "SWITCH, transition period of 40 days"),
  nl: rule([0, 40, 0], "high", "SIDN, quarantine of 40 days"),
  ro: rule([0, 90, 0], "medium", "RoTLD, deleted 90 days after expiry"),
  uk: rule([30, 60, 2], "high", "Nominet, suspended from day 30, renewable to day 90, gone by 92"),
};

/** Two-letter and internationalised endings belong to countries; the others follow ICANN's policy. */
export function lapseRuleOf(tld: string): LapseRule | null {
  const isCountry = tld.length === 2 || tld.startsWith("xn--");
  return isCountry ? (COUNTRY_RULES[tld] ?? null) : GTLD;
}
