import { expect, test } from "vitest";
import { REGISTRARS } from "./gateway";
import { REGISTRAR_GUIDES } from "./guides";
import type { AccountToOpen } from "./opener";
import { gatewayFor } from "./registry";

const account: AccountToOpen = {
  registrar: "gandi",
  endpoint: "production",
  credential: { token: "canary-token-4711" },
  simulatorUrl: null,
  mode: "production",
};
const simulated = { endpoint: "simulator", simulatorUrl: "http://127.0.0.1:4010" };

test("an account is opened at its own endpoint", () => {
  expect(gatewayFor(account).ok).toBe(true);
  expect(gatewayFor({ ...account, endpoint: "sandbox", mode: "demo" }).ok).toBe(true);
  expect(gatewayFor({ ...account, ...simulated, mode: "demo" }).ok).toBe(true);
});

test.each([
  ["a simulator in production", { ...simulated }, "blocked"],
  ["a simulator that does not run", { endpoint: "simulator", mode: "demo" as const }, "blocked"],
  ["another registrar", { registrar: "nobody" }, "unsupported"],
  ["another endpoint", { endpoint: "staging" }, "unsupported"],
  ["an endpoint from the prototype", { endpoint: "constructor" }, "unsupported"],
  ["no credential", { credential: null }, "auth_failed"],
  ["a token with a line break", { credential: { token: "canary-token\nx" } }, "auth_failed"],
  [
    "a sharing id that is none",
    { credential: { token: "12345678", sharingId: "x&y" } },
    "auth_failed",
  ],
])("%s is refused", (_what, change, code) => {
  const opened = gatewayFor({ ...account, ...change });
  expect(opened).toMatchObject({ ok: false, error: { code, effect: "none" } });
  expect(JSON.stringify(opened)).not.toContain("canary");
});

test("a simulator anywhere but on loopback is never called", async () => {
  const opened = gatewayFor({
    ...account,
    ...simulated,
    simulatorUrl: "http://192.0.2.1",
    mode: "demo",
  });
  if (!opened.ok) return expect(opened.error.code).toBe("blocked");
  expect(await opened.value.listDomains({})).toMatchObject({ error: { code: "blocked" } });
});

test("every registrar has a guide that names its secret, and its fields open every endpoint", () => {
  for (const registrar of REGISTRARS) {
    const { fields, endpoints } = REGISTRAR_GUIDES[registrar];
    expect(fields.filter(({ isSecret }) => isSecret)).not.toEqual([]);
    const required = fields.filter(({ isRequired }) => isRequired);
    const credential = Object.fromEntries(required.map(({ name }) => [name, "12345678"]));
    for (const { value: endpoint } of endpoints) {
      const opened = gatewayFor({
        ...account,
        ...simulated,
        registrar,
        credential,
        endpoint,
        mode: "demo",
      });
      expect([registrar, endpoint, opened.ok]).toEqual([registrar, endpoint, true]);
    }
  }
});
