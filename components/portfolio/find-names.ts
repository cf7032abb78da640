import { EMPTY_QUERY, writePortfolioQuery } from "@/server/portfolio/query";
import { lifecycleWord } from "../domains/lifecycle-status";
import { read } from "../query/read";
import type { FoundName } from "../shell/palette-search";

const domainList = async () => (await import("@/server/domains/schemas")).DomainListDto;

const MOST_SIGNS = 253;

/** The first names that have a text in them, by name. */
export async function findNames(
  text: string,
  limit: number,
  signal: AbortSignal,
): Promise<readonly FoundName[]> {
  const params = writePortfolioQuery({
    ...EMPTY_QUERY,
    q: text.slice(0, MOST_SIGNS),
    sort: "name",
    limit,
  });
  const { rows } = await read(`/api/v1/domains?${params}`, domainList, signal);
  return rows.map((row) => ({
    name: row.nameUnicode,
    href: `/domains/${row.name}`,
    note: [row.partner?.name, lifecycleWord(row.lifecycle)].filter(Boolean).join(" · "),
  }));
}
