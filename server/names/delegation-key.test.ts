import { expect, test } from "vitest";
import { type DelegationKey, delegationKeyProblem } from "./delegation-key";

const ds = {
  form: "ds",
  keyTag: 48556,
  algorithm: 13,
  digestType: 2,
  digest: "AB".repeat(32),
} as const;
const key = {
  form: "dnskey",
  flags: 257,
  algorithm: 13,
  publicKey: "ZhCa3rGLofZcndFN2aVd",
} as const;

test("a digest and a key that can be ones are taken", () => {
  expect(delegationKeyProblem(ds)).toBeNull();
  expect(delegationKeyProblem({ ...ds, digestType: 4, digest: "0".repeat(96) })).toBeNull();
  expect(delegationKeyProblem(key)).toBeNull();
});

test.each<readonly [string, DelegationKey]>([
  ["a key tag beyond two bytes", { ...ds, keyTag: 65_536 }],
  ["a key tag that is no whole number", { ...ds, keyTag: 1.5 }],
  ["no algorithm", { ...ds, algorithm: 0 }],
  ["a digest type nobody has", { ...ds, digestType: 3 }],
  ["a digest of another type", { ...ds, digestType: 1 }],
  ["a digest in small letters", { ...ds, digest: "ab".repeat(32) }],
  ["a key with a blank", { ...key, publicKey: "ZhCa 3rG" }],
  ["a key that breaks off", { ...key, publicKey: "ZhCa3" }],
  ["an empty key", { ...key, publicKey: "" }],
])("%s is refused", (_what, wrong) => {
  expect(delegationKeyProblem(wrong)).toEqual(expect.any(String));
});
