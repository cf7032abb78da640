import { err, ok, type Result } from "../../kernel/result";
import { acceptRegistrarName } from "../../names/accept-registrar-name";
import type { DomainName } from "../../names/domain-name";
import type { FormPair } from "../../outbound/call";
import type { Answer, Availability, AvailabilityState, RegistrarFailure } from "../gateway";
import type { DynadotAccount } from "./account";
import { amountIn } from "./amounts";
import { callApi3 } from "./api3";
import { malformed } from "./errors";
import { isTold, toPrices } from "./price-list";
import { callRest } from "./rest";
import { type Api3Found, Api3Search, type SearchResult, SearchResults } from "./wire";

/** Names of a batch stay below this together, so that its URL does. */
const MAX_BATCH_LENGTH = 6_000;

/** GET /domains/bulk_search for a few names; what it said, by name. */
export async function search(
  { rest }: DynadotAccount,
  names: readonly DomainName[],
  {
    currency,
    signal,
  }: { readonly currency?: string; readonly signal?: AbortSignal | undefined } = {},
): Promise<Result<ReadonlyMap<string, SearchResult>, RegistrarFailure>> {
  const inCurrency = currency ? `&currency=${encodeURIComponent(currency)}` : "";
  const path = `/domains/bulk_search?domain_name_list=${names.join(",")}&show_price=true${inCurrency}`;
  const answer = await callRest(rest, { method: "GET", path, data: SearchResults, signal });
  if (!answer.ok) return answer;
  return ok(byName(answer.value.data.domain_result_list, (found) => found.domain_name));
}

/** One name; an answer that leaves it out cannot be believed. */
export async function checkAvailability(
  account: DynadotAccount,
  name: DomainName,
): Answer<Availability> {
  const found = await search(account, [name]);
  if (!found.ok) return found;
  const told = found.value.get(name);
  return told ? ok(toAvailability(name, told)) : err(malformed("It is about another name."));
}

/** As many names as one call takes; one the answer leaves out is `unknown`. */
export async function checkBatch(
  account: DynadotAccount,
  names: readonly DomainName[],
  signal?: AbortSignal,
): Promise<Result<readonly Availability[], RegistrarFailure>> {
  if (account.level.search.api === "api3") return checkBatchByApi3(account, names, signal);
  const found = await search(account, names, { signal });
  if (!found.ok) return found;
  return ok(
    names.map((name) => {
      const told = found.value.get(name);
      return told ? toAvailability(name, told) : unanswered(name);
    }),
  );
}

async function checkBatchByApi3(
  { api3 }: DynadotAccount,
  names: readonly DomainName[],
  signal: AbortSignal | undefined,
): Promise<Result<readonly Availability[], RegistrarFailure>> {
  const domains = names.map((name, index): FormPair => [`domain${index}`, name]);
  const answer = await callApi3(api3, {
    command: "search",
    parameters: [...domains, ["show_price", "1"]],
    content: Api3Search,
    asked: "read",
    signal,
  });
  if (!answer.ok) return answer;
  const found = byName(answer.value.SearchResults, (one) => one.DomainName);
  return ok(
    names.map((name) => {
      const told = found.get(name);
      return told ? fromApi3(name, told) : unanswered(name);
    }),
  );
}

/** Splits names into calls: so many names each, and none longer than a URL may be. */
export function batchesOf(names: readonly DomainName[], most: number): DomainName[][] {
  const batches: DomainName[][] = [];
  let length = 0;
  for (const name of names) {
    const last = batches.at(-1);
    length += name.length;
    if (last && last.length < most && length <= MAX_BATCH_LENGTH) last.push(name);
    else {
      batches.push([name]);
      length = name.length;
    }
  }
  return batches;
}

function byName<T>(found: readonly T[], nameOf: (one: T) => string): ReadonlyMap<string, T> {
  return new Map(
    found.flatMap((one) => {
      const read = acceptRegistrarName(nameOf(one));
      return read.ok ? [[read.value.name as string, one] as const] : [];
    }),
  );
}

const unanswered = (name: DomainName): Availability => ({
  name,
  state: "unknown",
  evidence: "Dynadot said nothing of this name.",
});

/** "Yes" and "No" are evidence; a name that failed on its own, and any other word, are none. */
function toAvailability(name: DomainName, told: SearchResult): Availability {
  const evidence = told.available ?? told.details_error_message ?? "nothing said";
  const isPremium = isTold(told.premium, "yes");
  const prices = toPrices(told.price_list, { isPremium, actions: ["register"] });
  const price = prices.ok ? prices.value[0] : undefined;
  const state = stateOf(told.available, isPremium);
  return { name, state, evidence, ...(price && state !== "taken" ? { price } : {}) };
}

/** API3 has no word for premium; where its price text names it, that counts. */
function fromApi3(name: DomainName, told: Api3Found): Availability {
  const isPremium = /premium/i.test(told.Price ?? "");
  const state = stateOf(told.Available, isPremium);
  const amount = amountIn(told.Price);
  const price =
    typeof amount === "string" || state === "taken"
      ? {}
      : {
          price: {
            action: "register" as const,
            minYears: 1,
            maxYears: 1,
            priceMinor: amount.minor,
            currency: amount.currency,
            isPremium,
          },
        };
  return { name, state, evidence: told.Available ?? "nothing said", ...price };
}

function stateOf(available: string | null | undefined, isPremium: boolean): AvailabilityState {
  if (isTold(available, "no")) return "taken";
  if (!isTold(available, "yes")) return "unknown";
  return isPremium ? "premium" : "available";
}
