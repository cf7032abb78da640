import type { ServiceContext } from "../kernel/context";
import { eachAtOnce } from "../kernel/each-at-once";
import { DomainName } from "../names/domain-name";
import type { OperationKind } from "../operations/kinds";
import { accountCurrency } from "../registrars/currencies";
import type {
  Availability,
  Capability,
  CapabilityFlag,
  ContactsTold,
  Price,
  PriceAction,
  RegistrarFailure,
} from "../registrars/gateway";
import type { AccountRow, NameFacts } from "./facts/store";

/** What a plan may ask a registrar while it is made: it can look, and has no way to change anything. */
export type Reader = {
  readonly capabilities: Readonly<Record<Capability, CapabilityFlag>>;
  readPrices(name: string, action: PriceAction): Promise<readonly Price[] | RegistrarFailure>;
  readContacts(name: string): Promise<ContactsTold | RegistrarFailure>;
  /** One answer per name, in the order asked; a name that could not be asked is `unknown`. */
  checkAvailabilityOf(names: readonly DomainName[]): Promise<readonly Availability[]>;
};

/** One account as a plan sees it; `failure`: it cannot be spoken for at all. */
export type Side = {
  readonly account: AccountRow;
  readonly reader: Reader | null;
  readonly failure: string | null;
};

function readerOf(ctx: ServiceContext, account: AccountRow): Reader | RegistrarFailure {
  const gateway = ctx.registrars.open(account);
  if (!gateway.ok) return gateway.error;
  const { capabilities } = gateway.value;
  return {
    capabilities,
    readPrices: async (name, action) => {
      const currency = accountCurrency(account);
      const request = { name: DomainName.parse(name), actions: [action], currency };
      const answer = await gateway.value.readPrices(request);
      return answer.ok ? answer.value : answer.error;
    },
    readContacts: async (name) => {
      const answer = await gateway.value.readContacts(DomainName.parse(name));
      return answer.ok ? answer.value : answer.error;
    },
    checkAvailabilityOf: (names) => gateway.value.checkAvailabilityOf(names),
  };
}

/** Opens each account for looking only; one that cannot be opened says why. */
export const sidesOf = (
  ctx: ServiceContext,
  accounts: ReadonlyMap<string, AccountRow>,
): ReadonlyMap<string, Side> =>
  new Map(
    [...accounts].map(([id, account]): [string, Side] => {
      const reader = readerOf(ctx, account);
      return "effect" in reader
        ? [id, { account, reader: null, failure: reader.message }]
        : [id, { account, reader, failure: null }];
    }),
  );

/** A price as far as it could be found out. */
export type Quote = { readonly prices: readonly Price[] } | { readonly problem: string };

const PRICED = new Set<OperationKind>(["renew"]);
/** So many questions about prices are under way for one plan. */
export const QUOTES_AT_ONCE = 6;
/** Names of one ending in one account share an answer. */
const quoteKey = ({ accountId, tld }: Pick<NameFacts, "accountId" | "tld">) =>
  `${accountId}|${tld}`;

/**
 * The prices of the endings in a plan: one question per account and ending, some at a time.
 *
 * @returns by account and ending, see {@link quoteFor}
 */
export async function quotesFor(
  kind: OperationKind,
  facts: readonly NameFacts[],
  sides: ReadonlyMap<string, Side>,
): Promise<ReadonlyMap<string, Quote>> {
  if (!PRICED.has(kind)) return new Map();
  const questions = [...new Map(facts.map((one) => [quoteKey(one), one]))];
  const quotes = new Map<string, Quote>();
  await eachAtOnce(questions, QUOTES_AT_ONCE, async ([key, { accountId, name }]) => {
    quotes.set(key, await quoteOf(sides.get(accountId)?.reader ?? null, name, "renew"));
  });
  return quotes;
}

/** What one name costs, as far as its registrar tells. */
export async function quoteOf(
  reader: Reader | null,
  name: string,
  action: PriceAction,
): Promise<Quote> {
  if (!reader) return { problem: "The account cannot be asked." };
  const flag = reader.capabilities.prices;
  if (!flag.supported) return { problem: flag.reason };
  const answer = await reader.readPrices(name, action);
  return "effect" in answer ? { problem: answer.message } : { prices: answer };
}

/** The quote that covers a name; undefined where its kind of change asks for none. */
export const quoteFor = (quotes: ReadonlyMap<string, Quote>, facts: NameFacts): Quote | undefined =>
  quotes.get(quoteKey(facts));
