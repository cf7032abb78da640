import type { z } from "zod";
import { err, ok, type Result } from "../../kernel/result";
import type { DomainName } from "../../names/domain-name";
import { checkEach } from "../ask-many";
import type {
  Answer,
  Availability,
  DomainInFull,
  DomainPage,
  Price,
  PriceAction,
  RegistrarDomain,
  RegistrarGateway,
} from "../gateway";
import { flagsOf, unsupported } from "../methods";
import { gandiChanges } from "./changes";
import { checkPath, toAvailability, toPriceList } from "./check";
import { contactsIn, readContacts } from "./contacts";
import { malformed, readFailure, refusal } from "./errors";
import { gandiHosts } from "./hosts";
import { gandiKeys } from "./keys";
import { toDomain, type UnreadableRow } from "./mapping";
import { firstPage, isPage, nextPage } from "./paging";
import { gandiRecords } from "./records";
import type { Account } from "./send";
import { gandiTransfers } from "./transfers";
import { GandiAuthCode, GandiCheck, GandiDetailContacts, GandiRow, GandiRows } from "./wire";

/** The currencies Gandi quotes in. */
const CURRENCIES: ReadonlySet<string> = new Set(["EUR", "USD", "GBP", "TWD", "CNY"]);
const CHECKS_AT_ONCE = 8;

/** What Gandi's API has no call for, and what to do instead. */
const LACKING = {
  price_list: "Gandi tells prices name by name; its API has no list of them.",
  privacy:
    "Gandi has no switch for a name: what the WHOIS hides is a setting of its holder, kept in Gandi's panel.",
  transfer_in_cancel:
    "Gandi's API has no call that cancels a transfer. It ends by itself when nobody approves it; to end it sooner, write to Gandi.",
  transfer_out:
    "Gandi asks the holder by e-mail whether a name may leave; the answer is a link in that mail.",
} as const;

const FLAGS = flagsOf(LACKING);

/** One account at Gandi, API v5. Amounts are before taxes, in the currency Gandi names. */
export function gandiGateway(account: Account): RegistrarGateway {
  return {
    registrar: "gandi",
    capabilities: FLAGS,
    ...unsupported(LACKING),
    listDomains: (request) => listDomains(account, request),
    readDomain: (name, signal) => readDomain(account, name, signal),
    readInFull: (name, signal) => readInFull(account, name, signal),
    checkAvailability: (name) => checkAvailability(account, name),
    // Gandi has no call for many names.
    checkAvailabilityOf: (names, asking) =>
      checkEach(
        names,
        {
          atOnce: CHECKS_AT_ONCE,
          check: (name) => checkAvailability(account, name, asking?.signal),
        },
        asking,
      ),
    readPrices: (request) => readPrices(account, request),
    ...gandiChanges(account),
    ...gandiTransfers(account),
    ...gandiHosts(account),
    ...gandiRecords(account),
    ...gandiKeys(account),
    readContacts: (name, signal) => readContacts(account, name, signal),
    readAuthCode: (name) => readAuthCode(account, name),
  };
}

async function listDomains(
  { api, baseUrl, sharingId }: Account,
  { cursor, signal }: { cursor?: string; signal?: AbortSignal },
): Answer<DomainPage> {
  const path = cursor ?? firstPage(sharingId);
  if (!isPage(path))
    return err(refusal("invalid_request", "This is not a page of the domain list."));
  const answer = await api.send({ method: "GET", path, answer: GandiRows, signal });
  if (!answer.ok) return err(readFailure(answer.error));
  const { body, link, totalCount } = answer.value;
  const next = nextPage(link, baseUrl, path);
  if (!next.ok) return err(malformed(next.error));
  const domains: RegistrarDomain[] = [];
  const unreadable: UnreadableRow[] = [];
  for (const told of body) {
    const row = toDomain(told);
    if (row.ok) domains.push(row.value);
    else unreadable.push(row.error);
  }
  return ok({
    domains,
    unreadable,
    ...(/^\d{1,9}$/.test(totalCount ?? "") ? { total: Number(totalCount) } : {}),
    ...(next.value === null ? {} : { nextCursor: next.value }),
  });
}

async function readDetails(
  { api }: Account,
  name: DomainName,
  signal: AbortSignal | undefined,
): Answer<{ readonly domain: RegistrarDomain; readonly body: unknown }> {
  const path = `/domain/domains/${name}`;
  const answer = await api.send({ method: "GET", path, answer: GandiRow, signal });
  if (!answer.ok) return err(readFailure(answer.error));
  const { body } = answer.value;
  const domain = toDomain(body);
  if (!domain.ok) return err(malformed(domain.error.problem));
  return domain.value.name === name
    ? ok({ domain: domain.value, body })
    : err(malformed("It is about another name."));
}

async function readDomain(
  account: Account,
  name: DomainName,
  signal: AbortSignal | undefined,
): Answer<RegistrarDomain> {
  const told = await readDetails(account, name, signal);
  return told.ok ? ok(told.value.domain) : told;
}

/** The contacts stand in the details. */
async function readInFull(
  account: Account,
  name: DomainName,
  signal: AbortSignal | undefined,
): Answer<DomainInFull> {
  const told = await readDetails(account, name, signal);
  if (!told.ok) return told;
  const { domain, body } = told.value;
  const contacts = GandiDetailContacts.safeParse(body).data?.contacts;
  return ok({ domain, contacts: contacts ? contactsIn(contacts) : null, calls: 1 });
}

/** The code is in the details, if the token may see it. It is never kept: see wire.ts. */
async function readAuthCode({ api }: Account, name: DomainName): Answer<{ authCode: string }> {
  const path = `/domain/domains/${name}`;
  const answer = await api.send({ method: "GET", path, answer: GandiAuthCode });
  if (!answer.ok) return err(readFailure(answer.error));
  const { authinfo } = answer.value.body;
  if (authinfo) return ok({ authCode: authinfo });
  return err({
    code: "forbidden",
    effect: "none",
    message: "Gandi does not show the transfer code to this token.",
  });
}

/** Asks for a check and reads it with `read`, whose error is a text about the answer. */
async function check<T>(
  { api, sharingId }: Account,
  asked: { name: DomainName; actions: readonly PriceAction[]; currency?: string },
  read: (told: z.infer<typeof GandiCheck>) => Result<T, string>,
  signal?: AbortSignal,
): Answer<T> {
  const path = checkPath({ ...asked, sharingId });
  const answer = await api.send({ method: "GET", path, answer: GandiCheck, signal });
  if (!answer.ok) return err(readFailure(answer.error));
  const told = read(answer.value.body);
  return told.ok ? told : err(malformed(told.error));
}

const checkAvailability = (
  account: Account,
  name: DomainName,
  signal?: AbortSignal,
): Answer<Availability> =>
  check(account, { name, actions: ["register"] }, (told) => toAvailability(told, name), signal);

async function readPrices(
  account: Account,
  {
    name,
    actions,
    currency,
  }: { name: DomainName; actions: readonly PriceAction[]; currency: string },
): Answer<readonly Price[]> {
  if (!CURRENCIES.has(currency))
    return err(
      refusal("invalid_request", `Gandi quotes prices in ${[...CURRENCIES].join(", ")} only.`),
    );
  return check(account, { name, actions, currency }, (told) => toPriceList(told, name, actions));
}
