import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { unpacked } from "./unpack";

const TEXT = `{"message":"${"grüße ".repeat(50)}"}`;
const plain = Buffer.from(TEXT);

test.each([
  ["gzip", gzipSync(plain)],
  ["GZIP", gzipSync(plain)],
  ["x-gzip", gzipSync(plain)],
  ["deflate", deflateSync(plain)],
  ["deflate", deflateRawSync(plain)],
  ["br", brotliCompressSync(plain)],
  ["identity", plain],
  ["", plain],
  ["deflate, gzip", gzipSync(deflateSync(plain))],
])("a body packed as %s is read", async (encoding, bytes) => {
  expect((await unpacked(bytes, encoding, 10_000)).toString()).toBe(TEXT);
});

test("a packed body whose last bytes are missing is read as far as it goes", async () => {
  const cut = gzipSync(plain).subarray(0, -8);
  expect((await unpacked(cut, "gzip", 10_000)).toString()).toBe(TEXT);
});

test.each([
  ["zstd", plain],
  ["constructor", plain],
  ["gzip", plain],
  ["br", plain],
  ["gzip, gzip, gzip, gzip", gzipSync(gzipSync(gzipSync(gzipSync(plain))))],
])("a body that claims to be %s and cannot be unpacked is unreadable", async (encoding, bytes) => {
  await expect(unpacked(bytes, encoding, 10_000)).rejects.toMatchObject({ name: "BodyUnreadable" });
});

test.each([
  ["gzip", gzipSync(Buffer.alloc(1_000_000))],
  ["br", brotliCompressSync(Buffer.alloc(1_000_000))],
  ["deflate, gzip", gzipSync(deflateSync(Buffer.alloc(1_000_000)))],
])("a small body that unpacks (%s) to a large one is too large", async (encoding, bytes) => {
  expect(bytes.byteLength).toBeLessThan(10_000);
  await expect(unpacked(bytes, encoding, 10_000)).rejects.toMatchObject({ name: "BodyTooLarge" });
});
