import { createHmac } from "node:crypto";
import { environment } from "./env";
import { AppError } from "./errors";
import { isSameSecret } from "./tokens";

const signature = (payload: string, list: string): string =>
  createHmac("sha256", environment().authSecret)
    .update(`cursor|${list}|${payload}`)
    .digest("base64url")
    .slice(0, 22);

/**
 * Writes a position in a list so that it can travel in an address and be trusted when it comes back.
 *
 * @param position JSON data
 * @param list all that the position holds for: which list, whose, under which filters
 */
export function signCursor(position: unknown, list: string): string {
  const payload = Buffer.from(JSON.stringify(position)).toString("base64url");
  return `${payload}.${signature(payload, list)}`;
}

/**
 * Reads a position back.
 * @throws AppError `bad_request` with field `cursor` for one that was changed, or made for another list
 */
export function openCursor(cursor: string, list: string): unknown {
  const [payload = "", given = ""] = cursor.split(".");
  if (!isSameSecret(given, signature(payload, list))) throw badCursor();
  return JSON.parse(Buffer.from(payload, "base64url").toString());
}

function badCursor(): AppError {
  const message = "This page link belongs to another list. Start from the first page.";
  return new AppError("bad_request", message, {
    fields: { cursor: [{ code: "cursor", message }] },
  });
}
