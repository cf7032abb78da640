import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { SealError, seal, sealedWith, unseal } from "./seal";

const first = new Map([[1, randomBytes(32)]]);
const both = new Map([...first, [2, randomBytes(32)]]);
const PLACE = "registrar_accounts|credential|one";

test("a sealed secret opens at its place, and nowhere else", () => {
  const sealed = seal(first, "token-canary", PLACE);
  expect(sealed).not.toContain("canary");
  expect(unseal(first, sealed, PLACE)).toBe("token-canary");
  expect(() => unseal(first, sealed, "registrar_accounts|credential|two")).toThrow(SealError);
});

test("any changed character is noticed", () => {
  const sealed = seal(first, "token", PLACE);
  const [format, version, key, secret] = sealed.split(":") as [string, string, string, string];
  const flip = (part: string) => (part.startsWith("A") ? "B" : "A") + part.slice(1);
  expect(() => unseal(first, [format, version, flip(key), secret].join(":"), PLACE)).toThrow(
    SealError,
  );
  expect(() => unseal(first, [format, version, key, flip(secret)].join(":"), PLACE)).toThrow(
    SealError,
  );
});

test("a new key seals from now on, and the old one still opens what it sealed", () => {
  const old = seal(first, "token", PLACE);
  expect(unseal(both, old, PLACE)).toBe("token");
  expect(sealedWith(seal(both, "token", PLACE))).toBe(2);
});

test("a removed key is a clear error, never an empty secret", () => {
  const sealed = seal(both, "token", PLACE);
  expect(() => unseal(first, sealed, PLACE)).toThrow("Key 2 is not in CREDENTIAL_KEYS");
});

test("the same secret is never sealed twice to the same text", () => {
  const texts = Array.from({ length: 500 }, () => seal(first, "token", PLACE));
  expect(new Set(texts).size).toBe(500);
});
