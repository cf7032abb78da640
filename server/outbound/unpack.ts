import { promisify } from "node:util";
import * as zlib from "node:zlib";
import { BodyTooLarge, BodyUnreadable } from "./answer-body";

/** What Accept-Encoding says. */
export const ACCEPTED_PACKINGS = "gzip, deflate, br";
const MOST_LAYERS = 3;

type Unpack = (bytes: Buffer, maxOutputLength: number) => Promise<Buffer>;

const gunzip = promisify(zlib.gunzip);
const inflate = promisify(zlib.inflate);
const inflateRaw = promisify(zlib.inflateRaw);
const brotli = promisify(zlib.brotliDecompress);

/** As lenient as fetch: some servers leave the last bytes of a packed body out. */
const ZIP = { finishFlush: zlib.constants.Z_SYNC_FLUSH };
const BROTLI = { finishFlush: zlib.constants.BROTLI_OPERATION_FLUSH };

const unzip: Unpack = (bytes, maxOutputLength) => gunzip(bytes, { ...ZIP, maxOutputLength });

const UNPACKS: Readonly<Record<string, Unpack>> = {
  gzip: unzip,
  "x-gzip": unzip,
  /** Named after zlib's format, but some servers send the bare stream. @see RFC 9110 §8.4.1.2 */
  deflate: (bytes, maxOutputLength) =>
    ((bytes[0] ?? 0) & 0x0f) === 0x08
      ? inflate(bytes, { ...ZIP, maxOutputLength })
      : inflateRaw(bytes, { ...ZIP, maxOutputLength }),
  br: (bytes, maxOutputLength) => brotli(bytes, { ...BROTLI, maxOutputLength }),
};

/**
 * A body without its packing.
 *
 * @param encoding value of Content-Encoding
 * @throws BodyTooLarge as soon as it unpacks to more than `maxBytes`; BodyUnreadable when it is broken,
 *   or packed in a way nobody asked for
 */
export async function unpacked(
  bytes: Buffer,
  encoding: string | null,
  maxBytes: number,
): Promise<Buffer> {
  const layers = (encoding ?? "")
    .toLowerCase()
    .split(",")
    .map((layer) => layer.trim())
    .filter((layer) => layer !== "" && layer !== "identity");
  if (layers.length === 0 || bytes.byteLength === 0) return bytes;
  if (layers.length > MOST_LAYERS) throw new BodyUnreadable();
  let plain = bytes;
  for (const layer of layers.reverse()) {
    const unpack = Object.hasOwn(UNPACKS, layer) ? UNPACKS[layer] : undefined;
    if (!unpack) throw new BodyUnreadable();
    plain = await unpack(plain, maxBytes).catch(asBodyError);
  }
  return plain;
}

function asBodyError(error: unknown): never {
  const isLong = error instanceof Error && "code" in error && error.code === "ERR_BUFFER_TOO_LARGE";
  throw isLong ? new BodyTooLarge() : new BodyUnreadable();
}
