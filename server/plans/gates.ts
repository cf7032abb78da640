import { formatMoney } from "../names/money";
import type { Judged } from "./judging/judged";
import type { JudgedName, Standing } from "./judging/standing";
import type { PlanGate } from "./schemas";

/** Beyond this share of an account's names, or so many critical ones, a person says once more how many they mean. */
const SHARE = 0.3;
const FEW_NAMES = 5;
const MOST_CRITICAL = 10;

/** Sums of money by currency. */
export function costsOf(
  rows: readonly Pick<Judged, "costMinor" | "currency">[],
): { currency: string; minor: number; names: number }[] {
  const sums = new Map<string, { currency: string; minor: number; names: number }>();
  for (const { costMinor, currency } of rows) {
    if (costMinor === undefined || !currency) continue;
    const sum = sums.get(currency) ?? { currency, minor: 0, names: 0 };
    sums.set(currency, { currency, minor: sum.minor + costMinor, names: sum.names + 1 });
  }
  return [...sums.values()].sort((one, other) => (one.currency < other.currency ? -1 : 1));
}

/** A sum as it is shown, and as it is typed: "119.88 EUR + 12.00 USD". */
export const costText = (costs: ReturnType<typeof costsOf>): string =>
  costs.map(({ minor, currency }) => formatMoney(minor, currency)).join(" + ");

/** What stands between a plan and its start, each with its reason. */
export function gatesOf(names: readonly JudgedName[], standing: Standing): readonly PlanGate[] {
  const changing = names.filter(({ verdict }) => verdict === "change");
  return [...costGate(changing), ...shareGates(changing, standing), ...criticalGateOf(changing)];
}

/** What it costs, which is typed before it starts. */
export function costGate(
  rows: readonly Pick<Judged, "verdict" | "costMinor" | "currency">[],
): PlanGate[] {
  const costs = costsOf(rows.filter(({ verdict }) => verdict === "change"));
  return costs.length > 0 ? [{ gate: "cost", text: `It costs ${costText(costs)}.` }] : [];
}

function shareGates(changing: readonly JudgedName[], { accounts, sizes }: Standing): PlanGate[] {
  const byAccount = Map.groupBy(changing, ({ facts }) => facts.accountId);
  return [...byAccount].flatMap(([accountId, { length: touched }]) => {
    const account = accounts.get(accountId)?.name ?? "an account";
    return shareGate({ account, touched, all: sizes.get(accountId) ?? touched });
  });
}

type Share = { readonly account: string; readonly touched: number; readonly all: number };

/** What touches much of an account is typed before it starts. */
export function shareGate({ account, touched, all }: Share): PlanGate[] {
  if (touched <= FEW_NAMES || touched <= all * SHARE) return [];
  const percent = Math.round((touched / all) * 100);
  return [{ gate: "share", text: `It touches ${percent} % of the names in ${account}.` }];
}

const criticalGateOf = (changing: readonly JudgedName[]): PlanGate[] =>
  criticalGate(changing.filter(({ facts }) => facts.isCritical).length);

/** What touches many critical names is typed before it starts. */
export const criticalGate = (critical: number): PlanGate[] =>
  critical > MOST_CRITICAL
    ? [{ gate: "critical", text: `It touches ${critical} names that are marked critical.` }]
    : [];

const NAMES = (names: number) => (names === 1 ? "1 name" : `${names} names`);

/**
 * What the DNS, or where it is not known the registrar, says against new nameservers. It changes while the DNS is
 * looked at, and with the names that are taken out.
 */
export function dnssecGates(risks: readonly { risk: string; names: number }[]): PlanGate[] {
  const named = (wanted: string) => risks.find(({ risk }) => risk === wanted)?.names ?? 0;
  const breaking = named("dns_breaks");
  const signed = named("dnssec");
  return [
    ...(breaking > 0
      ? [
          {
            gate: "delegation" as const,
            text: `${NAMES(breaking)} would stop resolving: the zone above vouches for keys (DS) that the new nameservers do not sign with.`,
          },
        ]
      : []),
    ...(signed > 0
      ? [
          {
            gate: "dnssec" as const,
            text: `${NAMES(signed)} ${signed === 1 ? "is" : "are"} signed (DNSSEC), and nothing shows that the new nameservers hold the same keys: without them resolvers stop answering.`,
          },
        ]
      : []),
  ];
}

/** What has to be typed: the sum where it costs money, else how many names change. Null: nothing. */
export function expectedText(
  gates: readonly PlanGate[],
  costs: ReturnType<typeof costsOf>,
  names: number,
): string | null {
  if (gates.some(({ gate }) => gate === "cost")) return costText(costs);
  return gates.length > 0 ? String(names) : null;
}
