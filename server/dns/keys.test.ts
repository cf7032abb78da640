import type { DnskeyData } from "dns-packet";
import { describe, expect, test } from "vitest";
import { record, signature } from "../testing/dns-server";
import { digestOf, keyTagOf, matchOf } from "./keys";

/** The example of RFC 4034 §5.4 and of RFC 4509 §2.3. */
const ZONE = "dskey.example.com";
const KEY: DnskeyData = {
  flags: 256,
  algorithm: 5,
  key: Buffer.from(
    "AQOeiiR0GOMYkDshWoSKz9XzfwJr1AYtsmx3TGkJaNXVbfi/2pHm822aJ5iI9BMzNXxeYCmZDRD99WYwYqUSdjMmmAphXdvxegXd/M5+X7OrzKBaMbCVdFLUUh6DhweJBjEVv5f2wwjM9XzcnOf+EPbtG9DMBmADjFDc2w/rljwvFw==",
    "base64",
  ),
};
const SHA1 = "2bb183af5f22588179a53b0a98631fad1a292118";
const SHA256 = "d4b7d520e7bb5f0f67674a0cceb1e3e0614b93c4f9e99b8383f6a1e4469da50a";

const NOW = new Date("2026-11-20T12:00:00Z");
const TIMES = { inception: new Date("2026-11-01"), expiration: new Date("2026-12-01") };
const vouched = { keyTag: 60_485, algorithm: 5, digestType: 2, digest: SHA256 };
const signed = signature(ZONE, { keyTag: 60_485, algorithm: 5 }, TIMES);

test("the number and the digests of a key are those that the standards print", () => {
  expect(keyTagOf(KEY)).toBe(60_485);
  expect([1, 2, 3].map((type) => digestOf(ZONE, KEY, type))).toEqual([SHA1, SHA256, null]);
});

describe("a chain of trust holds", () => {
  const holds = (records: Parameters<typeof matchOf>[1], ds: Parameters<typeof matchOf>[2]) =>
    matchOf(ZONE, records, ds, NOW);

  test("when a key that signs is one the parent vouches for, be there others beside it", () => {
    const stale = { ...vouched, keyTag: 1, digest: "00" };
    expect(holds([record.key(ZONE, KEY), signed], [stale, vouched])).toBe(true);
  });

  test.each([
    ["there is no key", [], [vouched]],
    ["the key does not sign", [record.key(ZONE, KEY)], [vouched]],
    [
      "the digest is of another key",
      [record.key(ZONE, KEY), signed],
      [{ ...vouched, digest: "00" }],
    ],
    ["the key is not for zones", [record.key(ZONE, { ...KEY, flags: 1 }), signed], [vouched]],
    [
      "the signature has run out",
      [
        record.key(ZONE, KEY),
        signature(
          ZONE,
          { keyTag: 60_485, algorithm: 5 },
          { ...TIMES, expiration: new Date("2026-11-19") },
        ),
      ],
      [vouched],
    ],
  ])("not when %s", (_why, records, ds) => {
    expect(holds(records, ds)).toBe(false);
  });

  test("nobody can tell when the parent's digests are of a kind that is not known", () => {
    const unheard = { ...vouched, digestType: 3 };
    expect(holds([record.key(ZONE, KEY), signed], [unheard])).toBeNull();
    expect(holds([], [unheard])).toBe(false);
  });
});
