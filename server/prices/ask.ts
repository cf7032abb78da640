import { DomainName } from "../names/domain-name";
import {
  PRICE_ACTIONS,
  type Price,
  type RegistrarFailure,
  type RegistrarGateway,
} from "../registrars/gateway";
import { type Line, linesOf } from "./lines";

/** What asking about an ending or a name came to. `calls`: questions that were put to the registrar. */
export type Answered = {
  readonly calls: number;
  /** Lines of the ending, or of the name that was asked about. */
  readonly lines: readonly Line[];
  /** Names that turned out to have a price of their own while their ending was asked about. */
  readonly premium: readonly { readonly name: string; readonly lines: readonly Line[] }[];
};

export type Asked = Answered | { readonly calls: number; readonly failure: RegistrarFailure };

/** Nobody owns it, so that a registration has a price; where it has an owner, nothing worse happens than no price. */
const MADE_UP = "price-question-of-a-portfolio";
const MOST_NAMES = 3;

const isPremium = (prices: readonly Price[]) => prices.some((price) => price.isPremium);

async function pricesOf(
  gateway: RegistrarGateway,
  name: string,
  currency: string,
): Promise<readonly Price[] | RegistrarFailure> {
  const known = DomainName.safeParse(name);
  if (!known.success) return [];
  const answer = await gateway.readPrices({ name: known.data, actions: PRICE_ACTIONS, currency });
  return answer.ok ? answer.value : answer.error;
}

type Found = {
  readonly lines: Line[];
  readonly premium: { readonly name: string; readonly lines: readonly Line[] }[];
};

/** Notes what asking about one name told of its ending. @returns the failure, if it was one */
function note(
  found: Found,
  name: string,
  prices: readonly Price[] | RegistrarFailure,
): RegistrarFailure | null {
  if ("effect" in prices) return prices;
  if (isPremium(prices)) found.premium.push({ name, lines: linesOf(prices) });
  else found.lines.push(...missingIn(found.lines, linesOf(prices)));
  return null;
}

/**
 * Asks what an ending costs, by names of ours under it: they have a price for renewal, a name that nobody has tells
 * the rest. A name that turns out premium says nothing of its ending, and the next one is asked.
 */
export async function askEnding(
  gateway: RegistrarGateway,
  { tld, names, currency }: { tld: string; names: readonly string[]; currency: string },
): Promise<Asked> {
  const found: Found = { lines: [], premium: [] };
  const madeUp = `${MADE_UP}.${tld}`;
  let calls = 0;
  let failure: RegistrarFailure | null = null;
  // One of ours that has the ending's price is enough; the made-up one is asked for what is missing then.
  const ours = [...names.slice(0, MOST_NAMES)];
  for (let name = ours.shift() ?? madeUp; !isWhole(found.lines); ) {
    calls += 1;
    failure = note(found, name, await pricesOf(gateway, name, currency)) ?? failure;
    if (name === madeUp || (failure && isHopeless(failure))) break;
    name = found.lines.length > 0 ? madeUp : (ours.shift() ?? madeUp);
  }
  if (found.lines.length === 0 && failure) return { calls, failure };
  const premium = found.premium.filter(({ name }) => name !== madeUp);
  return { calls, lines: found.lines, premium };
}

/** Asks what one name costs. */
export async function askName(
  gateway: RegistrarGateway,
  { name, currency }: { name: string; currency: string },
): Promise<Asked & { readonly isPremium?: boolean }> {
  const prices = await pricesOf(gateway, name, currency);
  if ("effect" in prices) return { calls: 1, failure: prices };
  return { calls: 1, lines: linesOf(prices), premium: [], isPremium: isPremium(prices) };
}

const isWhole = (lines: readonly Line[]) =>
  PRICE_ACTIONS.every((action) => lines.some((line) => line.action === action));

/** Lines of actions that nothing was told of yet. */
const missingIn = (told: readonly Line[], lines: readonly Line[]): Line[] =>
  lines.filter(({ action }) => told.every((line) => line.action !== action));

const HOPELESS: ReadonlySet<string> = new Set([
  "auth_failed",
  "forbidden",
  "rate_limited",
  "blocked",
]);
const IN_PASSING: ReadonlySet<string> = new Set(["unreachable", "timeout", "server_error"]);

/** Whether everybody is turned away: the same question about something else would end the same way. */
export const isHopeless = ({ code }: RegistrarFailure): boolean => HOPELESS.has(code);

/** Whether the registrar may be down; it may also be one registry behind it. */
export const isInPassing = ({ code }: RegistrarFailure): boolean => IN_PASSING.has(code);
