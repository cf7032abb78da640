import { err, ok, type Result } from "../../kernel/result";
import type { DomainName } from "../../names/domain-name";
import type { Answer, DomainPage, RegistrarDomain, RegistrarFailure } from "../gateway";
import type { DynadotAccount } from "./account";
import { malformed, refusal } from "./errors";
import { toDomain } from "./mapping";
import { callRest } from "./rest";
import { DomainList, NamedRow, OneDomain } from "./wire";

const PAGE_SIZE = 100;

type Cursor = { readonly page: number; readonly previousFirst: string | null };

/** GET /domains, page by page; a page that is not full is the last. */
export async function listDomains(
  { rest }: DynadotAccount,
  { cursor, signal }: { cursor?: string; signal?: AbortSignal },
): Answer<DomainPage> {
  const at = cursorOf(cursor);
  if (!at) return err(refusal("invalid_request", "This is not a page of the domain list."));
  const path = `/domains?page=${at.page}&page_size=${PAGE_SIZE}`;
  const answer = await callRest(rest, { method: "GET", path, data: DomainList, signal });
  if (!answer.ok) return answer;
  const told = answer.value.data.domain_info_list;
  const next = nextCursor(at, told);
  if (!next.ok) return next;
  const rows = told.map(toDomain);
  return ok({
    domains: rows.flatMap((row) => (row.ok ? row.value : [])),
    unreadable: rows.flatMap((row) => (row.ok ? [] : row.error)),
    ...(next.value === null ? {} : { nextCursor: next.value }),
  });
}

function cursorOf(cursor: string | undefined): Cursor | null {
  if (cursor === undefined) return { page: 1, previousFirst: null };
  const [, page, first] = /^(\d{1,6}):(\S{1,255})$/.exec(cursor) ?? [];
  return page && first ? { page: Number(page), previousFirst: first } : null;
}

/**
 * A full page is followed by another. More rows than asked for mean that paging was ignored, and all
 * of the list is here; the same page again means that the list cannot be walked, and is no end of it.
 */
function nextCursor(
  { page, previousFirst }: Cursor,
  rows: readonly unknown[],
): Result<string | null, RegistrarFailure> {
  const first = NamedRow.safeParse(rows[0]).data?.domain_name ?? "-";
  if (rows.length > 0 && first === previousFirst)
    return err(malformed("The next page of the list is the same again."));
  return ok(rows.length === PAGE_SIZE ? `${page + 1}:${first.replace(/\s/g, "_")}` : null);
}

/** GET /domains/{d}, still in Dynadot's words. */
export async function readInfo({ rest }: DynadotAccount, name: DomainName, signal?: AbortSignal) {
  const path = `/domains/${name}`;
  const answer = await callRest(rest, { method: "GET", path, data: OneDomain, signal });
  return answer.ok ? ok(answer.value.data.domain_info) : answer;
}

/** GET /domains/{d} */
export async function readDomain(
  account: DynadotAccount,
  name: DomainName,
  signal?: AbortSignal,
): Answer<RegistrarDomain> {
  const info = await readInfo(account, name, signal);
  return info.ok ? domainIn(info.value, name) : info;
}

/** The name that an answer tells of, if it is the one that was asked for. */
export function domainIn(
  info: unknown,
  name: DomainName,
): Result<RegistrarDomain, RegistrarFailure> {
  const domain = toDomain(info);
  if (!domain.ok) return err(malformed(domain.error.problem));
  return domain.value.name === name ? domain : err(malformed("It is about another name."));
}
