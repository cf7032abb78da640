import { randomFillSync } from "node:crypto";

const POOL = Buffer.alloc(16 * 256);
let at = POOL.length;

/**
 * An id that sorts by when it was made (UUID version 7, RFC 9562): thousands of rows that are made together lie together
 * in every index that holds their ids.
 */
export function orderedId(now = Date.now()): string {
  if (at >= POOL.length) {
    randomFillSync(POOL);
    at = 0;
  }
  const bytes = POOL.subarray(at, at + 16);
  at += 16;
  bytes.writeUIntBE(now, 0, 6);
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  const hex = bytes.toString("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
