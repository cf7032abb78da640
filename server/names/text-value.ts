const CHUNK_BYTES = 255;
const QUOTED = /"((?:[^"\\]|\\.)*)"|([^\s"]+)/g;

/** A text as a zone file writes it: in quotes, in pieces of at most 255 bytes. @see RFC 1035 §5.1 */
export function quotedText(text: string): string {
  const bytes = [...new TextEncoder().encode(text)];
  const count = Math.max(1, Math.ceil(bytes.length / CHUNK_BYTES));
  return Array.from({ length: count }, (_, n) =>
    bytes.slice(n * CHUNK_BYTES, (n + 1) * CHUNK_BYTES),
  )
    .map((piece) => `"${piece.map(escaped).join("")}"`)
    .join(" ");
}

function escaped(byte: number): string {
  if (byte === 0x22 || byte === 0x5c) return `\\${String.fromCharCode(byte)}`;
  return byte >= 0x20 && byte < 0x7f
    ? String.fromCharCode(byte)
    : `\\${String(byte).padStart(3, "0")}`;
}

/** What a text of a zone file says, its pieces joined; text that has no quotes is what it is. */
export function unquotedText(written: string): string {
  if (!written.includes('"')) return written;
  const bytes = [...written.matchAll(QUOTED)].flatMap(([, quoted, bare]) =>
    bytesOf(quoted ?? bare ?? ""),
  );
  return new TextDecoder().decode(Uint8Array.from(bytes));
}

const bytesOf = (piece: string): number[] =>
  [...piece.matchAll(/\\(\d{3})|\\(.)|([^\\]+)/gsu)].flatMap(([, code, sign, plain]) =>
    code === undefined ? [...new TextEncoder().encode(sign ?? plain ?? "")] : [Number(code) & 0xff],
  );
