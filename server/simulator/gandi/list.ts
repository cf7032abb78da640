import { z } from "zod";
import { globToRegExp } from "../glob";
import type { DomainRecord } from "../records";
import { rawJson, type SimResponse } from "../wire";
import { type Context, queryOf, refuseFields } from "./context";
import { listRow } from "./domain-json";

const DEFAULT_PAGE_SIZE = 100;
const MAX_CACHED_VIEWS = 8;

const positive = (otherwise: number) =>
  z
    .string()
    .regex(/^[1-9]\d{0,6}$/, "not a positive integer")
    .transform(Number)
    .default(otherwise);

const ListQuery = z.object({
  page: positive(1),
  per_page: positive(DEFAULT_PAGE_SIZE),
  fqdn: z.string().max(255).optional(),
  tld: z.string().max(63).optional(),
  sort_by: z
    .string()
    .regex(/^-?(?:fqdn|tld|registry_ends_at|created_at|updated_at)$/, "unknown sort key")
    .default("fqdn"),
});
type ListQuery = z.infer<typeof ListQuery>;

type View = { readonly version: number; readonly domains: readonly DomainRecord[] };

/** Serves the domain list. It keeps sorted views and serialised rows, so that paging stays quick. */
export class DomainList {
  private readonly views = new Map<string, View>();
  /** Records are never changed in place, so that a row holds as long as its record. */
  private rows = new WeakMap<DomainRecord, string>();
  private rowsBase = "";

  /** GET /domain/domains. The last page has no link to a next one. */
  answer(context: Context): SimResponse {
    const query = queryOf(context, ListQuery);
    const { pageSizeMax } = context.sim.state.settings;
    if (query.per_page > pageSizeMax) {
      const description = `greater than maximum ${pageSizeMax}`;
      throw refuseFields(context, [{ location: "query", name: "per_page", description }]);
    }
    const all = this.view(context, query);
    const start = (query.page - 1) * query.per_page;
    const page = all.slice(start, start + query.per_page);
    const body = `[${page.map((domain) => this.row(domain, context.base)).join(",")}]`;
    const link = linkHeader(context, query, all.length);
    return rawJson(200, body, { "total-count": `${all.length}`, ...(link ? { link } : {}) });
  }

  private row(domain: DomainRecord, base: string): string {
    if (this.rowsBase !== base) {
      this.rows = new WeakMap();
      this.rowsBase = base;
    }
    const known = this.rows.get(domain);
    if (known) return known;
    const row = JSON.stringify(listRow(domain, base));
    this.rows.set(domain, row);
    return row;
  }

  private view({ sim, token }: Context, query: ListQuery): readonly DomainRecord[] {
    const { fqdn = "", tld = "", sort_by: sortBy } = query;
    const key = JSON.stringify([token.organisationId, fqdn, tld, sortBy]);
    const { version, domains } = sim.state;
    const known = this.views.get(key);
    if (known?.version === version) return known.domains;
    const isWanted = wanted(token.organisationId, query);
    const found = sorted([...domains.values()].filter(isWanted), sortBy);
    if (this.views.size >= MAX_CACHED_VIEWS) this.views.clear();
    this.views.set(key, { version, domains: found });
    return found;
  }
}

function wanted(organisationId: string, { fqdn, tld }: ListQuery) {
  const pattern = fqdn === undefined ? undefined : globToRegExp(fqdn.toLowerCase());
  return (domain: DomainRecord) =>
    domain.organisationId === organisationId &&
    (tld === undefined || domain.tld === tld.toLowerCase()) &&
    (pattern === undefined || pattern.test(domain.fqdn));
}

function sorted(domains: DomainRecord[], sortBy: string): DomainRecord[] {
  const sign = sortBy.startsWith("-") ? -1 : 1;
  const keyOf = SORT_KEYS[sortBy.replace("-", "")] ?? ((domain) => domain.fqdn);
  return domains.sort((a, b) => {
    const [left, right] = [keyOf(a), keyOf(b)];
    if (left === right) return a.fqdn < b.fqdn ? -1 : 1;
    return left < right ? -sign : sign;
  });
}

const SORT_KEYS: Readonly<Record<string, (domain: DomainRecord) => string>> = {
  fqdn: (domain) => domain.fqdn,
  tld: (domain) => domain.tld,
  registry_ends_at: (domain) => domain.expiresAt ?? "",
  created_at: (domain) => domain.createdAt ?? "",
  updated_at: (domain) => domain.updatedAt ?? "",
};

function linkHeader(context: Context, query: ListQuery, total: number): string | undefined {
  const last = Math.ceil(total / query.per_page);
  if (query.page >= last) return undefined;
  const to = (page: number, rel: string) => {
    const params = new URLSearchParams(context.query);
    params.set("page", `${page}`);
    return `<${context.base}/domain/domains?${params}>; rel="${rel}"`;
  };
  return `${to(query.page + 1, "next")}, ${to(last, "last")}`;
}
