import { TAGS } from "@/scripts/generate/domain-rows";
import type { Houses } from "@/scripts/generate/houses";
import { DOMAIN_FLAG_NAMES } from "@/server/names/domain-flags";
import { LIFECYCLES } from "@/server/names/lifecycles";
import { AUTO_RENEW_MODES, LOCK_STATES } from "@/server/names/modes";
import { DIRECTIONS, EMPTY_QUERY, type PortfolioQuery, SORTS } from "@/server/portfolio/query";

type Wanted = Partial<PortfolioQuery>;
/** One parameter with one value, or the two ends of a range of days. */
type Choice = { readonly field: string; readonly wanted: Wanted };

/** Whose names are asked for: null asks for everybody's. */
export type Asker = { readonly name: string; readonly partnerId: string | null };

export type Case = {
  readonly label: string;
  readonly asker: Asker;
  readonly query: PortfolioQuery;
};

const NOBODY_HAS = "01234567-89ab-4def-8123-456789abcdef";

const choices = (field: string, ...wanted: Wanted[]): Choice[] =>
  wanted.map((each) => ({ field, wanted: each }));

const days = (todayOn: string, from: number, to: number): Wanted => {
  const on = (day: number) =>
    new Date(Date.parse(todayOn) + day * 86_400_000).toISOString().slice(0, 10);
  return { renewFrom: on(from), renewTo: on(to) };
};

const idOf = (named: readonly { id: string }[], index: number) => named.at(index)?.id ?? NOBODY_HAS;

/** Of each filter a common value, a rare one, several, and one that nothing has. */
export function telling(houses: Houses, todayOn: string): Choice[] {
  const account = (index: number) => idOf(houses.accounts, index);
  return [
    ...choices(
      "tld",
      { tld: ["com"] },
      { tld: ["xn--p1ai"] },
      { tld: ["net", "de", "biz"] },
      { tld: ["zz"] },
    ),
    ...choices(
      "account",
      { account: [account(0)] },
      { account: [account(3)] },
      { account: [account(1), account(2)] },
      { account: [NOBODY_HAS] },
    ),
    ...choices(
      "status",
      { status: ["active"] },
      { status: ["expired"] },
      { status: ["grace", "redemption"] },
      { status: ["active", "unknown"] },
    ),
    ...choices(
      "lock",
      { lock: ["locked"] },
      { lock: ["unlocked"] },
      { lock: ["unknown"] },
      { lock: ["unlocked", "unsupported"] },
    ),
    ...choices(
      "autoRenew",
      { autoRenew: ["on"] },
      { autoRenew: ["unknown"] },
      { autoRenew: ["off", "unknown"] },
    ),
    ...choices(
      "flag",
      { flag: ["auto_renew_mismatch"] },
      { flag: ["unknown_status"] },
      { flag: ["missing", "arrived"] },
    ),
    ...choices(
      "tag",
      { tag: "brand" },
      { tag: "press" },
      { tag: "legal-hold" },
      { tag: "nobody has it" },
    ),
    ...choices(
      "partner",
      { partner: idOf(houses.partners, 0) },
      { partner: idOf(houses.partners, -1) },
      { partner: "none" },
      { partner: NOBODY_HAS },
    ),
    ...choices(
      "days",
      { renewWithin: 7 },
      { renewWithin: 90 },
      days(todayOn, 30, 32),
      days(todayOn, 5_000, 6_000),
    ),
    ...choices("q", { q: "media" }, { q: "bari" }, { q: "café" }, { q: "zzzzz" }, { q: "ba" }),
  ];
}

/** Every value of every filter that has a list of them. */
function listed(houses: Houses): Choice[] {
  const of = <T>(field: string, values: readonly T[], wanted: (value: T) => Wanted) =>
    choices(field, ...values.map(wanted));
  return [
    ...of("account", houses.accounts, ({ id }) => ({ account: [id] })),
    ...of("status", LIFECYCLES, (status) => ({ status: [status] })),
    ...of("lock", LOCK_STATES, (lock) => ({ lock: [lock] })),
    ...of("autoRenew", AUTO_RENEW_MODES, (mode) => ({ autoRenew: [mode] })),
    ...of("flag", DOMAIN_FLAG_NAMES, (flag) => ({ flag: [flag] })),
    ...of("tag", TAGS, (tag) => ({ tag })),
  ];
}

function combined(one: readonly Choice[]): Choice[] {
  return one.flatMap((first, index) =>
    one
      .slice(index + 1)
      .filter((second) => second.field !== first.field)
      .map((second) => ({
        field: `${first.field}+${second.field}`,
        wanted: { ...first.wanted, ...second.wanted },
      })),
  );
}

export function askers({ partners }: Houses): Asker[] {
  return [
    { name: "house", partnerId: null },
    { name: "biggest partner", partnerId: idOf(partners, 0) },
    { name: "middle partner", partnerId: idOf(partners, 8) },
    { name: "smallest partner", partnerId: idOf(partners, -1) },
  ];
}

/** What is asked, in words short enough for one line. */
const labelled = (asker: Asker, query: PortfolioQuery) => {
  const asked = Object.entries(query).filter(
    ([name, value]) =>
      JSON.stringify(value) !== JSON.stringify(EMPTY_QUERY[name as keyof PortfolioQuery]),
  );
  const words = asked.map(([name, value]) => `${name}=${String(value)}`);
  return `${asker.name}: ${words.join(" ") || "first page"}`;
};

/** Lists limited to some days have one sort; the search parameters of a customer name no partner. */
const isAllowed = (asker: Asker, { sort, renewFrom, renewWithin, partner }: PortfolioQuery) =>
  (sort === "renewBy" || (renewFrom === null && renewWithin === null)) &&
  (asker.partnerId === null || partner === null);

/** All filters alone and in pairs, by every sort, both ways, for each asker. */
export function allCases(houses: Houses, todayOn: string): Case[] {
  const single = [...telling(houses, todayOn), ...listed(houses)];
  const wanted = [
    {},
    ...[...single, ...combined(telling(houses, todayOn))].map((each) => each.wanted),
  ];
  return askers(houses).flatMap((asker) =>
    wanted.flatMap((each) =>
      SORTS.flatMap((sort) => DIRECTIONS.map((dir) => ({ ...EMPTY_QUERY, ...each, sort, dir })))
        .filter((query) => isAllowed(asker, query))
        .map((query) => ({ label: labelled(asker, query), asker, query })),
    ),
  );
}
