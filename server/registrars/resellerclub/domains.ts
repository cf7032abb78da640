import { err, ok, type Result } from "../../kernel/result";
import { acceptRegistrarName } from "../../names/accept-registrar-name";
import type { DomainName } from "../../names/domain-name";
import type { FormPair } from "../../outbound/call";
import type { Answer, DomainPage, RegistrarDomain, RegistrarFailure } from "../gateway";
import type { ResellerClubAccount } from "./account";
import { callApi, oddPlaces } from "./call";
import { malformed, refusal } from "./errors";
import { detailsToDomain, isOver, rowToDomain } from "./mapping";
import { AnyDetails, BareId, Details, SearchPage, SearchRow, Secret } from "./wire";

/** The most a page may hold. */
const PAGE_SIZE = 500;

/** States in which a name is still in the account. */
const HELD = ["InActive", "Active", "Suspended", "Pending Delete Restorable"];

type Cursor = {
  readonly page: number;
  /** The first order of the page before; the same again would mean walking in a circle. */
  readonly previousFirst: string | null;
  /** Rows so far whose names have left the account. */
  readonly left: number;
};

/** GET domains/search, page by page. */
export async function listDomains(
  account: ResellerClubAccount,
  { cursor, signal }: { cursor?: string; signal?: AbortSignal },
): Answer<DomainPage> {
  const at = cursorOf(cursor);
  if (!at) return err(refusal("invalid_request", "This is not a page of the domain list."));
  const parameters: FormPair[] = [
    ["no-of-records", String(PAGE_SIZE)],
    ["page-no", String(at.page)],
    ...HELD.map((state): FormPair => ["status", state]),
  ];
  const told = await callApi(account, {
    path: "domains/search",
    parameters,
    content: SearchPage,
    asked: "read",
    signal,
  });
  return told.ok ? toPage(told.value, at) : told;
}

type Told = {
  readonly recsOnPage?: number | null | undefined;
  readonly recsInDb?: number | null | undefined;
  readonly rows: readonly unknown[];
};

function toPage({ recsInDb, recsOnPage, rows }: Told, at: Cursor): Awaited<Answer<DomainPage>> {
  if (recsInDb == null) return err(malformed("It does not say how many names there are."));
  const rest = Math.max(0, recsInDb - (at.page - 1) * PAGE_SIZE);
  const expected = Math.min(PAGE_SIZE, rest);
  if (rows.length !== expected || (recsOnPage ?? expected) !== expected)
    return err(malformed("The page has another number of names than it should have."));
  const first = SearchRow.safeParse(rows[0]).data?.["orders.orderid"] ?? "-";
  if (first !== "-" && first === at.previousFirst)
    return err(malformed("The next page of the list is the same again."));
  const read = rows.map(rowToDomain);
  const left = at.left + read.filter((row) => row === null).length;
  return ok({
    domains: read.flatMap((row) => (row?.ok ? row.value : [])),
    unreadable: read.flatMap((row) => (row && !row.ok ? row.error : [])),
    total: recsInDb - left,
    ...(rest > PAGE_SIZE ? { nextCursor: `${at.page + 1}:${first}:${left}` } : {}),
  });
}

function cursorOf(cursor: string | undefined): Cursor | null {
  if (cursor === undefined) return { page: 1, previousFirst: null, left: 0 };
  const [, page, first, left] = /^(\d{1,6}):(-|\d{1,15}):(\d{1,9})$/.exec(cursor) ?? [];
  return page && first ? { page: Number(page), previousFirst: first, left: Number(left) } : null;
}

/** GET domains/details-by-name, in LogicBoxes' words. A name that has left the account is unknown. */
export async function readDetails(
  account: ResellerClubAccount,
  name: DomainName,
  signal?: AbortSignal,
): Promise<Result<Details, RegistrarFailure>> {
  const told = await details(account, name, signal);
  return told.ok ? detailsOf(told.value, name) : told;
}

/** Details as they came, if they can be read and are about the name. */
export function detailsOf(told: unknown, name: DomainName): Result<Details, RegistrarFailure> {
  const read = Details.safeParse(told);
  if (!read.success) return err(malformed(`It differs: ${oddPlaces(read.error)}.`));
  return isAbout(read.data.domainname, name) ?? ok(read.data);
}

/** All that is told of a name by its spelling, its order number included. */
export const details = (account: ResellerClubAccount, name: DomainName, signal?: AbortSignal) =>
  callApi(account, {
    path: "domains/details-by-name",
    parameters: [
      ["domain-name", name],
      ["options", "All"],
    ],
    content: AnyDetails,
    asked: "read",
    signal,
  });

/** The failure of an answer that is about another name than was asked for; null when it is about this one. */
export function isAbout(told: string, name: DomainName): Result<never, RegistrarFailure> | null {
  const read = acceptRegistrarName(told);
  return read.ok && read.value.name === name ? null : err(malformed("It is about another name."));
}

/** One name as it is in the account. */
export async function readDomain(
  account: ResellerClubAccount,
  name: DomainName,
  signal?: AbortSignal,
): Answer<RegistrarDomain> {
  const told = await readDetails(account, name, signal);
  return told.ok ? domainOf(told.value) : told;
}

/** The name that details tell of, if it is still in the account. */
export function domainOf(told: Details): Result<RegistrarDomain, RegistrarFailure> {
  if (isOver(told.currentstatus))
    return err(refusal("domain_unknown", "The name has left this account."));
  const domain = detailsToDomain(told);
  return domain.ok ? domain : err(malformed(domain.error));
}

/** GET domains/orderid: the order behind a name, which every change is addressed to. */
export const readOrderId = (
  account: ResellerClubAccount,
  name: DomainName,
): Promise<Result<string, RegistrarFailure>> =>
  callApi(account, {
    path: "domains/orderid",
    parameters: [["domain-name", name]],
    content: BareId,
    asked: "read",
  });

/** The transfer code stands in the details. */
export async function readAuthCode(
  account: ResellerClubAccount,
  name: DomainName,
): Answer<{ readonly authCode: string }> {
  const told = await details(account, name);
  if (!told.ok) return told;
  const read = Secret.safeParse(told.value);
  if (!read.success) return err(malformed(`It differs: ${oddPlaces(read.error)}.`));
  const { domainname, domsecret } = read.data;
  const other = isAbout(domainname, name);
  if (other) return other;
  return domsecret
    ? ok({ authCode: domsecret })
    : err(refusal("forbidden", "ResellerClub does not tell a transfer code for this name."));
}
