import { expect, test } from "vitest";
import { DomainName } from "../names/domain-name";
import type { RegistrarGateway } from "./gateway";
import { gatewayFor } from "./registry";
import { type Restriction, restricted } from "./restrict";

const name = DomainName.parse("example.com");
const change = { name, idempotencyKey: "intent-1" };

function gateway(account: Restriction): RegistrarGateway {
  const opened = gatewayFor({
    registrar: "gandi",
    endpoint: "simulator",
    credential: { token: "no-real-token" },
    // Nothing listens there: a call that leaves comes back as unreachable.
    simulatorUrl: "http://127.0.0.1:1",
    mode: "demo",
  });
  if (!opened.ok) throw new Error(opened.error.message);
  return restricted(opened.value, account);
}

const renewal = {
  ...change,
  periodYears: 1,
  expectedPriceMinor: 100,
  currency: "EUR",
  currentExpiresAt: "2027-01-01T00:00:00Z",
};

test("a read-only account changes nothing, calls nobody, and says who can allow it", async () => {
  const readOnly = gateway({ mode: "read_only", paidCallsAt: null });
  const forbidden = { ok: false, error: { code: "forbidden", effect: "none" } };
  expect(await readOnly.setTransferLock({ ...change, locked: true })).toMatchObject(forbidden);
  expect(await readOnly.renew(renewal)).toMatchObject(forbidden);
  expect(await readOnly.readAuthCode(name)).toMatchObject(forbidden);
  expect(readOnly.capabilities.lock).toMatchObject({ supported: false });
  expect(readOnly.capabilities.list).toEqual({ supported: true });
});

test("an account with changes but without paid calls changes what is free, and buys nothing", async () => {
  const unpaid = gateway({ mode: "full", paidCallsAt: null });
  expect(await unpaid.setTransferLock({ ...change, locked: true })).toMatchObject({
    error: { code: "unreachable" },
  });
  expect(await unpaid.renew(renewal)).toMatchObject({ error: { code: "forbidden" } });
  expect(unpaid.capabilities.renew).toMatchObject({ supported: false });
});

test("an account with paid calls is asked for everything", async () => {
  const full = gateway({ mode: "full", paidCallsAt: "2026-11-20T09:00:00Z" });
  expect(await full.renew(renewal)).toMatchObject({ error: { code: "unreachable" } });
  expect(full.capabilities.renew).toEqual({ supported: true });
});
