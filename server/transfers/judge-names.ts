import type { ServiceContext } from "../kernel/context";
import { eachAtOnce } from "../kernel/each-at-once";
import { environment } from "../kernel/env";
import { iso } from "../kernel/instant";
import { read } from "../kernel/transact";
import { DomainName } from "../names/domain-name";
import type { Lifecycle } from "../names/lifecycles";
import type { LockState } from "../names/modes";
import { publicNameservers } from "../outbound/public-dns";
import { fingerprintOf } from "../plans/draft-plan";
import * as factStore from "../plans/facts/store";
import { QUOTES_AT_ONCE, type Quote, quoteOf, type Side, sidesOf } from "../plans/sides";
import { sha256 } from "../plans/write-plan";
import type { Availability } from "../registrars/gateway";
import { panelOf } from "../registrars/panels";
import { transferWayOf } from "../registrars/transfer-ways";
import { ruleOf } from "../tlds/rules";
import type { Looked } from "./kept-row";
import type { OwnFacts } from "./preflight/check";
import { preflight } from "./preflight/preflight";
import * as store from "./store";

/** Looking at names takes no longer than this, whoever is slow. */
const DNS_BOX_MS = 10_000;
/** More names than this share the price of their ending, and are not asked one by one whether they are registered. */
const ASKED_ONE_BY_ONE = 40;

/** What is asked of every name. */
export type Asked = {
  readonly account: store.AccountRow;
  readonly names: readonly string[];
  readonly years: number;
};

/** Looks at every name: what stands here, what its registrar, the gaining one and the public DNS tell. Changes nothing. */
export async function lookAt(
  ctx: ServiceContext,
  { account, names, years }: Asked,
): Promise<readonly Looked[]> {
  const known = await gather(ctx, names);
  const side = sidesOf(ctx, new Map([[account.id, account]])).get(account.id);
  const strangers = names.filter((name) => !known.facts.has(name));
  const withoutHosts = names.filter((name) => !known.facts.get(name)?.nameservers);
  const [quotes, availabilities, hosts] = await Promise.all([
    quotesOf(side, names),
    availabilityOf(side, strangers),
    publicNameservers(withoutHosts, environment().dnsResolvers, DNS_BOX_MS),
  ]);
  const told: Told = { account, years, side, known, quotes, availabilities, hosts, now: ctx.now() };
  return names.map((name) => lookedAt(name, told));
}

type Told = Pick<Asked, "account" | "years"> & {
  readonly side: Side | undefined;
  readonly known: Awaited<ReturnType<typeof gather>>;
  readonly quotes: (name: string) => Quote;
  readonly availabilities: ReadonlyMap<string, Availability>;
  readonly hosts: ReadonlyMap<string, readonly string[]>;
  readonly now: Date;
};

function lookedAt(name: string, told: Told): Looked {
  const { account, years, side, known, quotes, hosts, now } = told;
  const facts = known.facts.get(name) ?? null;
  const own = facts && ownOf(facts, known.accounts);
  const found = ruleOf(name);
  const rule = found?.rule ?? null;
  return {
    name,
    facts,
    losingAccount: own?.accountName ?? null,
    isHere: facts?.accountId === account.id,
    rule,
    checks: preflight({
      ending: found?.ending ?? name.slice(name.lastIndexOf(".") + 1),
      rule,
      way: transferWayOf(account.registrar),
      flag: flagOf(side),
      registrarName: registrarNameOf(account),
      own,
      arrivedAt: known.arrivals.get(name) ?? null,
      isUnderWay: known.underWay.has(name),
      availability: told.availabilities.get(name) ?? null,
      years,
      now,
    }),
    quote: quotes(name),
    tellsPrices: side?.reader?.capabilities.prices.supported ?? true,
    publicHosts: hosts.get(name) ?? null,
    takenAt: now.toISOString(),
    fingerprint: facts ? fingerprintOf(facts, "transfer_in") : sha256(`${account.id}|${name}`),
  };
}

const registrarNameOf = (account: store.AccountRow): string =>
  panelOf(account)?.name ?? account.registrar;

function gather(ctx: ServiceContext, names: readonly string[]) {
  return read(ctx, async (tx) => {
    const facts = await factStore.factsOf(tx, await store.idsOf(tx, names));
    const losing = [...new Set(facts.map(({ accountId }) => accountId))];
    return {
      facts: new Map(facts.map((one) => [one.name, one])),
      accounts: await store.accountNames(tx, losing),
      underWay: await factStore.namesUnderWay(tx, names, "transfer_in"),
      arrivals: await store.arrivalsOf(tx, names),
    };
  });
}

const flagOf = (side: Side | undefined) =>
  side?.reader?.capabilities.transfer_in ?? {
    supported: false as const,
    reason: side?.failure ?? "The account is not connected any more.",
  };

const ownOf = (facts: factStore.NameFacts, accounts: ReadonlyMap<string, string>): OwnFacts => ({
  accountName: accounts.get(facts.accountId) ?? "",
  lifecycle: facts.lifecycle as Lifecycle,
  statuses: facts.statuses,
  lockState: facts.lockState as LockState,
  registeredAt: iso(facts.registeredAt),
  expiresAt: iso(facts.expiresAt),
  dnssec: facts.dnssec,
});

/** Prices of a transfer, one name at a time, or of many names one of each ending. */
async function quotesOf(
  side: Side | undefined,
  names: readonly string[],
): Promise<(name: string) => Quote> {
  const keyOf = (name: string) =>
    names.length > ASKED_ONE_BY_ONE ? name.slice(name.indexOf(".") + 1) : name;
  const questions = [...new Map(names.map((name) => [keyOf(name), name]))];
  const quotes = new Map<string, Quote>();
  await eachAtOnce(questions, QUOTES_AT_ONCE, async ([key, name]) => {
    quotes.set(key, await quoteOf(side?.reader ?? null, name, "transfer"));
  });
  return (name) => quotes.get(keyOf(name)) ?? { problem: "Nobody was asked." };
}

/** Whether names in none of our accounts are registered at all, as far as the gaining registrar tells. */
async function availabilityOf(
  side: Side | undefined,
  names: readonly string[],
): Promise<ReadonlyMap<string, Availability>> {
  const { reader } = side ?? {};
  if (!reader?.capabilities.availability.supported || names.length === 0) return new Map();
  if (names.length > ASKED_ONE_BY_ONE) return new Map();
  const answers = await reader.checkAvailabilityOf(names.map((name) => DomainName.parse(name)));
  return new Map(answers.map((answer) => [answer.name, answer]));
}
