/** Why the body of an answer was not read to its end. */
export class BodyTooLarge extends Error {
  override readonly name = "BodyTooLarge";
}

/** Why the body of an answer could not be unpacked. */
export class BodyUnreadable extends Error {
  override readonly name = "BodyUnreadable";
}

type Chunks = AsyncIterable<Uint8Array> | null;

/**
 * The body as text, cut off as soon as it is longer than `maxBytes` (counted unpacked).
 *
 * @throws BodyTooLarge; errors of the connection as they come
 */
export async function readBody(chunks: Chunks, maxBytes: number): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  let size = 0;
  for await (const chunk of chunks ?? []) {
    size += chunk.byteLength;
    if (size > maxBytes) throw new BodyTooLarge();
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

/** Whether a Content-Type names JSON, whatever its parameters. @see RFC 6839 §3.1 */
export const isJsonType = (contentType: string | null): boolean =>
  /^application\/(?:[\w.!#$&^-]+\+)?json\s*(?:;|$)/i.test((contentType ?? "").trim());

/** The value of a JSON text, or undefined: no JSON text has that value. */
export function parseJson(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    return undefined;
  }
}

/**
 * A text in which nobody can read `secrets` any more. Scheme words such as "Bearer" are no secret, so it
 * is the last word that is looked for; a text without it holds nothing of the secret.
 */
export function blotOut(text: string, secrets: readonly string[]): string {
  return secrets.reduce((clean, secret) => {
    const word = secret.split(" ").at(-1) ?? "";
    const part = word.length < 4 ? secret : word;
    if (part.length < 4 || !clean.includes(part)) return clean;
    return clean.replaceAll(secret, "[secret]").replaceAll(part, "[secret]");
  }, text);
}
