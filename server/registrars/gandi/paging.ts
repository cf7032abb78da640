import { err, ok, type Result } from "../../kernel/result";

const LIST = "/domain/domains";
const PAGE_SIZE = 100;

/** Where the list begins. @param sharingId the organisation whose domains are meant */
export function firstPage(sharingId: string | undefined): string {
  const query = new URLSearchParams({ page: "1", per_page: String(PAGE_SIZE) });
  if (sharingId) query.set("sharing_id", sharingId);
  return `${LIST}?${query}`;
}

/** Whether a cursor that came back to us is a page of the list, and nothing else of the API. */
export const isPage = (cursor: string, list: string = LIST): boolean =>
  cursor.startsWith(`${list}?`) && !/[\s#\\]/.test(cursor);

/**
 * The page after this one, exactly as Gandi links to it, relative to `baseUrl`; null on the last.
 *
 * @returns an error text when the link leads anywhere but to another page of the same list: it is
 *   neither followed nor taken for the end, as that would make domains seem gone
 */
export function nextPage(
  link: string | null,
  baseUrl: string,
  current: string,
  list: string = LIST,
): Result<string | null, string> {
  const target = linksOf(link ?? "").find(({ relations }) => relations.includes("next"))?.target;
  if (target === undefined) return ok(null);
  const base = new URL(baseUrl);
  const url = URL.parse(target, `${baseUrl}${current}`);
  if (!url || url.origin !== base.origin || url.username || !url.pathname.startsWith(base.pathname))
    return err("The link to the next page leads elsewhere.");
  const next = url.pathname.slice(base.pathname.length) + url.search;
  if (!isPage(next, list)) return err("The link to the next page leads elsewhere.");
  return next === current ? err("The link to the next page leads back.") : ok(next);
}

type Link = { readonly target: string; readonly relations: readonly string[] };

/** The links of a Link header. @see RFC 8288 §3 */
function linksOf(header: string): Link[] {
  return [...header.matchAll(/<([^>]*)>([^<]*)/g)].map(([, target = "", parameters = ""]) => {
    const relation = /;\s*rel\s*=\s*(?:"([^"]*)"|([^\s;,]+))/i.exec(parameters);
    return { target, relations: (relation?.[1] ?? relation?.[2] ?? "").toLowerCase().split(/\s+/) };
  });
}
