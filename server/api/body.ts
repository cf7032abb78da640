import { AppError, type FieldErrors } from "../kernel/errors";

const MAX_BYTES = 256 * 1024;
/** What is too large is still read so far: a sender that is cut off while sending may not see the answer. */
const MOST_DISCARDED_BYTES = 4 * 1024 * 1024;
const MAX_DEPTH = 64;

const badJson = (message: string) => {
  const fields: FieldErrors = { body: [{ code: "bad_json", message }] };
  return new AppError("bad_request", message, { fields });
};

/**
 * Reads the bytes of a body exactly as they came.
 * @throws AppError `too_large` above `mostBytes`
 */
export async function rawBody(request: Request, mostBytes = MAX_BYTES): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    if (size <= mostBytes) chunks.push(chunk);
    else if (size > MOST_DISCARDED_BYTES) break;
  }
  if (size > mostBytes) {
    const message = `A request body has at most ${mostBytes / 1024} kB.`;
    throw new AppError("too_large", message, {
      fields: { body: [{ code: "too_large", message }] },
    });
  }
  return Buffer.concat(chunks);
}

function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (const sign of text) {
    if (sign === "{" || sign === "[") deepest = Math.max(deepest, ++depth);
    else if (sign === "}" || sign === "]") depth -= 1;
  }
  return deepest;
}

/** Refuses a key that stands twice in one object: which of the two was meant nobody can know. */
function assertUniqueKeys(text: string): void {
  const stack: Set<string>[] = [];
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"(\s*:)?|[{}]/g)) {
    if (token === "{") stack.push(new Set());
    else if (token === "}") stack.pop();
    else if (token.endsWith(":")) {
      const key = token.slice(0, token.lastIndexOf('"') + 1);
      const keys = stack.at(-1);
      if (keys?.has(key)) throw badJson(`The key ${key} stands twice in one object.`);
      keys?.add(key);
    }
  }
}

/**
 * Reads a JSON object of at most 256 kB.
 *
 * @throws AppError `media_type` for another content type; `too_large`; `bad_request` with code `bad_json`
 *   for what is not JSON in UTF-8, `type` for JSON that is no object
 */
export async function jsonBody(request: Request): Promise<Record<string, unknown>> {
  const type = request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase();
  if (type !== "application/json" || request.headers.has("content-encoding"))
    throw new AppError("media_type", "Send the body as application/json, not compressed.", {
      fields: { body: [{ code: "media_type", message: "Send application/json." }] },
    });
  const body = parse(await rawBody(request));
  if (typeof body !== "object" || body === null || Array.isArray(body))
    throw new AppError("bad_request", "The body is to be a JSON object.", {
      fields: { body: [{ code: "type", message: "A JSON object is expected." }] },
    });
  return body as Record<string, unknown>;
}

function parse(bytes: Uint8Array): unknown {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    if (depthOf(text) > MAX_DEPTH) throw badJson("The body is nested too deeply.");
    assertUniqueKeys(text);
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw badJson("The body is not JSON in UTF-8.");
  }
}
