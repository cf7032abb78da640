import { ok, type Result } from "../../kernel/result";
import { acceptRegistrarName } from "../../names/accept-registrar-name";
import type { DomainName } from "../../names/domain-name";
import type { FormPair } from "../../outbound/call";
import { askMany, unasked } from "../ask-many";
import type {
  Answer,
  Availability,
  AvailabilityState,
  BulkAsking,
  Price,
  RegistrarFailure,
} from "../gateway";
import type { ResellerClubAccount } from "./account";
import { minorOf } from "./amounts";
import { callApi } from "./call";
import { refusal } from "./errors";
import { readCurrency } from "./price-book";
import { namesIn, type Product, productsOf, splitAtLabel } from "./products";
import { AvailableEntry, AvailableMap } from "./wire";

/** What was said of names, by name. One that is missing was not answered, which does not mean free. */
type Said = ReadonlyMap<string, AvailableEntry>;

/** GET domains/available for a cross product. */
async function askAvailable(
  account: ResellerClubAccount,
  { labels, tlds }: Product,
  signal?: AbortSignal,
): Promise<Result<Said, RegistrarFailure>> {
  const told = await callApi(account, {
    path: "domains/available",
    signal,
    parameters: [
      ...labels.map((label): FormPair => ["domain-name", label]),
      ...tlds.map((tld): FormPair => ["tlds", tld]),
    ],
    content: AvailableMap,
    asked: "read",
  });
  if (!told.ok) return told;
  const said = Object.entries(told.value).flatMap(([key, value]) => {
    const name = acceptRegistrarName(key);
    const entry = AvailableEntry.safeParse(value);
    return name.ok && entry.success ? [[name.value.name as string, entry.data] as const] : [];
  });
  return ok(new Map(said));
}

/** What was said of one name; null for nothing. */
export async function askOne(
  account: ResellerClubAccount,
  name: DomainName,
): Promise<Result<AvailableEntry | null, RegistrarFailure>> {
  const { label, tld } = splitAtLabel(name);
  const said = await askAvailable(account, { labels: [label], tlds: [tld] });
  return said.ok ? ok(said.value.get(name) ?? null) : said;
}

/** One name; a registry that does not answer leaves it unknown. */
export async function checkAvailability(
  account: ResellerClubAccount,
  name: DomainName,
): Answer<Availability> {
  const said = await askOne(account, name);
  return said.ok ? ok(await toAvailability(account, name, said.value)) : said;
}

const STATES: Readonly<Record<string, AvailabilityState>> = {
  available: "available",
  regthroughus: "taken",
  regthroughothers: "taken",
  unknown: "unknown",
};

/** Whether a name can be registered, by what was said of it. Words we do not know are no evidence. */
export async function toAvailability(
  account: ResellerClubAccount,
  name: DomainName,
  entry: AvailableEntry | null,
): Promise<Availability> {
  const word = entry?.status ?? "";
  if (!entry || word === "")
    return { name, state: "unknown", evidence: "ResellerClub said nothing of this name." };
  const folded = word.toLowerCase();
  const state = Object.hasOwn(STATES, folded) ? (STATES[folded] ?? "unknown") : "unknown";
  if (state !== "available") return { name, state, evidence: word };
  if (entry["tm-claims-key"])
    return { name, state: "reserved", evidence: `${word}, with claims of a trademark holder` };
  if (!entry.costHash) return { name, state, evidence: word };
  const price = await premiumPrice(account, entry.costHash.create);
  return { name, state: "premium", evidence: word, ...(price ? { price } : {}) };
}

async function premiumPrice(
  account: ResellerClubAccount,
  create: NonNullable<AvailableEntry["costHash"]>["create"],
): Promise<Price | null> {
  const currency = create == null ? null : await readCurrency(account);
  if (create == null || !currency?.ok) return null;
  const priceMinor = minorOf(create, currency.value);
  return priceMinor === null
    ? null
    : {
        action: "register",
        minYears: 1,
        maxYears: 1,
        priceMinor,
        currency: currency.value,
        isPremium: true,
      };
}

/** Names of one call: as many as the narrowest registry that is known to answer at all. */
const NAMES_PER_CALL = 15;
/** Some registries answer five names of a call, and say "unknown" of the rest. */
const NAMES_PER_SECOND_CALL = 5;
const CALLS_AT_ONCE = 4;

type Told = Result<AvailableEntry | null, RegistrarFailure>;

/**
 * Asks for all names. Those a registry left out are asked for once more in smaller calls, and those
 * of a call that was refused as a whole one by one: a single TLD that is not sold spoils its call.
 */
export async function checkAvailabilityOf(
  account: ResellerClubAccount,
  names: readonly DomainName[],
  { onAnswer, signal }: BulkAsking = {},
): Promise<readonly Availability[]> {
  const answers = new Map<DomainName, Promise<Availability>>();
  const settle = (name: DomainName, told: Told) => {
    const answer = told.ok
      ? toAvailability(account, name, told.value)
      : Promise.resolve(unasked(name, told.error));
    const passedOn = (one: Availability) => {
      onAnswer?.(one);
      return one;
    };
    answers.set(name, answer.then(passedOn));
  };
  const asked = new Map(names.map((name) => [name as string, name] as const));
  const leftOut: DomainName[] = [];
  const refusedCalls: DomainName[] = [];
  const ask = (products: readonly Product[], take: typeof settle) =>
    askMany(products, {
      atOnce: CALLS_AT_ONCE,
      lineOf: ({ tlds }) => tlds.join(" "),
      ask: (product) => askAvailable(account, product, signal),
      take: (product, said) => {
        for (const [name, told] of toldOf(product, said, asked)) take(name, told);
      },
      signal,
    });
  await ask(productsOf(names, NAMES_PER_CALL), (name, told) => {
    if (isLeftOut(told)) leftOut.push(name);
    else if (!told.ok && told.error.code === "invalid_request") refusedCalls.push(name);
    else settle(name, told);
  });
  const inSmallCalls = productsOf(leftOut, NAMES_PER_SECOND_CALL);
  await ask([...inSmallCalls, ...productsOf(refusedCalls, 1)], settle);
  const answered = names.map(async (name) => (await answers.get(name)) ?? unasked(name, NOT_ASKED));
  return Promise.all(answered);
}

/** What an answer says of each name of its cross product. */
const toldOf = (
  product: Product,
  said: Result<Said, RegistrarFailure>,
  asked: ReadonlyMap<string, DomainName>,
): (readonly [DomainName, Told])[] =>
  namesIn(product).flatMap((text) => {
    const name = asked.get(text);
    return name ? [[name, said.ok ? ok(said.value.get(text) ?? null) : said] as const] : [];
  });

const isLeftOut = (told: Told): boolean =>
  told.ok && (told.value?.status ?? "unknown").toLowerCase() === "unknown";

const NOT_ASKED = refusal("invalid_request", "The name was not asked for.");
