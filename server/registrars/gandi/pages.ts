import type { z } from "zod";
import { err, ok } from "../../kernel/result";
import type { Answer } from "../gateway";
import { malformed, readFailure } from "./errors";
import { nextPage } from "./paging";
import type { Account } from "./send";

const PAGE_SIZE = 100;
const MOST_PAGES = 100;

/**
 * A whole list below a name, page by page. One that is not told to its end, or not as long as it says,
 * is none: what is missing from it would be taken for gone.
 *
 * @param list its path, without a query
 */
export async function readAll<T>(
  { api, baseUrl }: Account,
  list: string,
  { rows, signal }: { rows: z.ZodType<T[]>; signal: AbortSignal | undefined },
): Answer<readonly T[]> {
  const all: T[] = [];
  let path = `${list}?per_page=${PAGE_SIZE}`;
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const answer = await api.send({ method: "GET", path, answer: rows, signal });
    if (!answer.ok) return err(readFailure(answer.error));
    const { body, link, totalCount } = answer.value;
    all.push(...body);
    const next = nextPage(link, baseUrl, path, list);
    if (!next.ok) return err(malformed(next.error));
    if (next.value !== null) {
      path = next.value;
      continue;
    }
    const isWhole = totalCount === null || Number(totalCount) === all.length;
    return isWhole ? ok(all) : err(malformed(`${all.length} of ${totalCount} were told.`));
  }
  return err(malformed("The list has no end."));
}
