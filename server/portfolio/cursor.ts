import { createHmac } from "node:crypto";
import { z } from "zod";
import { environment } from "../kernel/env";
import { AppError } from "../kernel/errors";
import { isSameSecret } from "../kernel/tokens";
import type { PortfolioQuery } from "./schemas";

/** Where a page begins: behind this row, walking on or back. */
export type Position = { readonly key: string; readonly id: string; readonly isBack: boolean };

const Payload = z.tuple([z.string(), z.string(), z.union([z.literal(0), z.literal(1)])]);

/** A cursor holds for one sort, one filter and one tenant: all three are in its signature. */
function signature(payload: string, query: PortfolioQuery, tenant: string): string {
  const { cursor: _cursor, limit: _limit, ...rest } = query;
  return createHmac("sha256", environment().authSecret)
    .update(`cursor|${tenant}|${JSON.stringify(rest)}|${payload}`)
    .digest("base64url")
    .slice(0, 22);
}

export function writeCursor(position: Position, query: PortfolioQuery, tenant: string): string {
  const { key, id, isBack } = position;
  const payload = Buffer.from(JSON.stringify([key, id, isBack ? 1 : 0])).toString("base64url");
  return `${payload}.${signature(payload, query, tenant)}`;
}

/** @throws AppError `bad_request` with field `cursor` for one that was changed, or made for another list */
export function readCursor(query: PortfolioQuery, tenant: string): Position | null {
  if (query.cursor === null) return null;
  const [payload = "", given = ""] = query.cursor.split(".");
  if (!isSameSecret(given, signature(payload, query, tenant))) throw badCursor();
  const [key, id, back] = Payload.parse(JSON.parse(Buffer.from(payload, "base64url").toString()));
  return { key, id, isBack: back === 1 };
}

function badCursor(): AppError {
  const message = "This page link belongs to another list. Start from the first page.";
  return new AppError("bad_request", message, {
    fields: { cursor: [{ code: "cursor", message }] },
  });
}
