import { z } from "zod";
import { openCursor, signCursor } from "../kernel/signed-cursor";
import type { PortfolioQuery } from "./query";

/** Where a page begins: behind this row, walking on or back. */
export type Position = { readonly key: string; readonly id: string; readonly isBack: boolean };

const Payload = z.tuple([z.string(), z.string(), z.union([z.literal(0), z.literal(1)])]);

/** A cursor holds for one sort, one filter and one tenant: all three are in its signature. */
function listName(query: PortfolioQuery, tenant: string): string {
  const { cursor: _cursor, limit: _limit, ...rest } = query;
  return `portfolio|${tenant}|${JSON.stringify(rest)}`;
}

/** Signs a place in a list, for this query and tenant alone. */
export const writeCursor = (
  { key, id, isBack }: Position,
  query: PortfolioQuery,
  tenant: string,
): string => signCursor([key, id, isBack ? 1 : 0], listName(query, tenant));

/** @throws AppError `bad_request` with field `cursor` for one that was changed, or made for another list */
export function readCursor(query: PortfolioQuery, tenant: string): Position | null {
  if (query.cursor === null) return null;
  const [key, id, back] = Payload.parse(openCursor(query.cursor, listName(query, tenant)));
  return { key, id, isBack: back === 1 };
}
