import type { z } from "zod";
import { err, ok, type Result } from "../../kernel/result";
import type { DomainName } from "../../names/domain-name";
import type { OutboundClient } from "../../outbound/call";
import { checkEach } from "../ask-many";
import type {
  Answer,
  Availability,
  DomainPage,
  Price,
  PriceAction,
  RegistrarDomain,
  RegistrarFailure,
  RegistrarGateway,
} from "../gateway";
import { flagsOf, unsupported } from "../methods";
import { gandiChanges } from "./changes";
import { checkPath, toAvailability, toPriceList } from "./check";
import { malformed, readFailure } from "./errors";
import { toDomain, type UnreadableRow } from "./mapping";
import { firstPage, isPage, nextPage } from "./paging";
import { GandiAuthCode, GandiCheck, GandiRow, GandiRows } from "./wire";

/** The currencies Gandi quotes in. */
const CURRENCIES: ReadonlySet<string> = new Set(["EUR", "USD", "GBP", "TWD", "CNY"]);
const CHECKS_AT_ONCE = 8;

/** What this adapter does not do, and where it is done instead. */
const LACKING = {
  transfer_in_cancel: "A transfer under way is cancelled in Gandi's console.",
  transfer_in_mail: "The mail about a transfer is sent again from Gandi's console.",
  transfer_in_relaunch: "A transfer that has stopped is taken up again in Gandi's console.",
  transfer_out: "Requests of other registrars are answered in Gandi's console.",
  hosts: "Glue hosts are kept in Gandi's console.",
  dns: "Records are kept in Gandi's console.",
  dnssec: "DNSSEC keys are kept in Gandi's console.",
} as const;

const FLAGS = flagsOf(LACKING);

type GandiAccount = {
  readonly api: OutboundClient;
  /** What `api` is bound to: links of the list must stay below it. */
  readonly baseUrl: string;
  /** The organisation that is meant and pays, where a token sees several. */
  readonly sharingId?: string | undefined;
};

/** One account at Gandi, API v5. Amounts are before taxes, in the currency Gandi names. */
export function gandiGateway(account: GandiAccount): RegistrarGateway {
  return {
    registrar: "gandi",
    capabilities: FLAGS,
    ...unsupported(LACKING),
    listDomains: (request) => listDomains(account, request),
    readDomain: (name, signal) => readDomain(account, name, signal),
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
    readAuthCode: (name) => readAuthCode(account, name),
  };
}

async function listDomains(
  { api, baseUrl, sharingId }: GandiAccount,
  { cursor, signal }: { cursor?: string; signal?: AbortSignal },
): Answer<DomainPage> {
  const path = cursor ?? firstPage(sharingId);
  if (!isPage(path)) return err(refusal("This is not a page of the domain list."));
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

async function readDomain(
  { api }: GandiAccount,
  name: DomainName,
  signal: AbortSignal | undefined,
): Answer<RegistrarDomain> {
  const path = `/domain/domains/${name}`;
  const answer = await api.send({ method: "GET", path, answer: GandiRow, signal });
  if (!answer.ok) return err(readFailure(answer.error));
  const domain = toDomain(answer.value.body);
  if (!domain.ok) return err(malformed(domain.error.problem));
  return domain.value.name === name ? domain : err(malformed("It is about another name."));
}

/** The code is in the details, if the token may see it. It is never kept: see wire.ts. */
async function readAuthCode({ api }: GandiAccount, name: DomainName): Answer<{ authCode: string }> {
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
  { api, sharingId }: GandiAccount,
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
  account: GandiAccount,
  name: DomainName,
  signal?: AbortSignal,
): Answer<Availability> =>
  check(account, { name, actions: ["register"] }, (told) => toAvailability(told, name), signal);

async function readPrices(
  account: GandiAccount,
  {
    name,
    actions,
    currency,
  }: { name: DomainName; actions: readonly PriceAction[]; currency: string },
): Answer<readonly Price[]> {
  if (!CURRENCIES.has(currency))
    return err(refusal(`Gandi quotes prices in ${[...CURRENCIES].join(", ")} only.`));
  return check(account, { name, actions, currency }, (told) => toPriceList(told, name, actions));
}

const refusal = (message: string): RegistrarFailure => ({
  code: "invalid_request",
  effect: "none",
  message,
});
