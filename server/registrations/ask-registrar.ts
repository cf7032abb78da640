import { eachAtOnce } from "../kernel/each-at-once";
import { DomainName } from "../names/domain-name";
import type { Judged, Unchanged } from "../plans/judging/judged";
import { QUOTES_AT_ONCE, type Quote, quoteOf, type Reader } from "../plans/sides";
import type { Availability } from "../registrars/gateway";
import { afterOf, availabilityObstacle, type Order, priced } from "./judge-registration";

type Looked = { readonly name: string; readonly verdict: Unchanged | null };

/**
 * Asks whether names are free and what they cost, of those that nothing stands in the way of so far.
 *
 * @returns a judgement of every name, in the order given
 */
export async function askRegistrar(
  looked: readonly Looked[],
  order: Order,
): Promise<readonly (Judged & { readonly name: string })[]> {
  const reader = order.side?.reader ?? null;
  const open = looked.flatMap(({ name, verdict }) => (verdict ? [] : [DomainName.parse(name)]));
  const told = reader ? await availabilities(reader, open) : new Map<string, Availability>();
  const free = open.filter((name) => availabilityObstacle(told.get(name)) === null);
  const quotes = await quotesOf(reader, free);
  return looked.map(({ name, verdict }) => {
    const answer = told.get(name);
    const obstacle = verdict ?? availabilityObstacle(answer);
    const outcome = obstacle ?? (answer ? priced(answer, quotes.get(name), order) : null);
    if (!outcome) throw new Error("a free name that nobody told of");
    const isPremium = "isPremium" in outcome && outcome.isPremium;
    return {
      name,
      before: {},
      after: afterOf(order, isPremium),
      ...withoutMark(outcome),
    };
  });
}

const withoutMark = (outcome: Unchanged | ReturnType<typeof priced>) => {
  if (!("isPremium" in outcome)) return outcome;
  const { isPremium: _shown, ...rest } = outcome;
  return rest;
};

/** A registry that had not answered yet often has when it is asked again; it is asked once more. */
async function availabilities(
  reader: Reader,
  names: readonly DomainName[],
): Promise<ReadonlyMap<string, Availability>> {
  if (names.length === 0 || !reader.capabilities.availability.supported) return new Map();
  const first = await reader.checkAvailabilityOf(names);
  const told = new Map<string, Availability>(first.map((answer) => [answer.name, answer]));
  const slow = names.filter((name) => told.get(name)?.state === "unknown");
  if (slow.length === 0) return told;
  for (const answer of await reader.checkAvailabilityOf(slow)) told.set(answer.name, answer);
  return told;
}

async function quotesOf(
  reader: Reader | null,
  names: readonly string[],
): Promise<ReadonlyMap<string, Quote>> {
  const quotes = new Map<string, Quote>();
  await eachAtOnce(names, QUOTES_AT_ONCE, async (name) => {
    quotes.set(name, await quoteOf(reader, name, "register"));
  });
  return quotes;
}
