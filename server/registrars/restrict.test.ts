import { expect, test } from "vitest";
import { DomainName } from "../names/domain-name";
import type { RegistrarGateway } from "./gateway";
import { WRITES } from "./methods";
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

const ask = (gateway: RegistrarGateway, method: keyof RegistrarGateway): unknown => {
  const call: unknown = gateway[method];
  return typeof call === "function" ? call({ ...change, records: [], keys: [] }) : null;
};

test("of a read-only account no method that changes anything calls anybody", async () => {
  const readOnly = gateway({ mode: "read_only", paidCallsAt: null });
  expect(WRITES.size).toBe(20);
  for (const method of WRITES)
    expect([method, await ask(readOnly, method)]).toEqual([
      method,
      { ok: false, error: expect.objectContaining({ code: "forbidden", effect: "none" }) },
    ]);
});

test("a read-only account still reads what it may not change", async () => {
  const readOnly = gateway({ mode: "read_only", paidCallsAt: null });
  const unreachable = { error: { code: "unreachable" } };
  expect(await readOnly.listHosts({ name })).toMatchObject(unreachable);
  expect(await readOnly.readDnsRecords(name)).toMatchObject(unreachable);
  expect(await readOnly.readDs(name)).toMatchObject(unreachable);
  expect(await readOnly.readTransferIn(name)).toMatchObject(unreachable);
  expect(readOnly.capabilities.dns).toMatchObject({ supported: false });
});

test("every method is a reading or stands among those that change something", () => {
  const {
    registrar: _,
    capabilities: __,
    ...methods
  } = gateway({
    mode: "full",
    paidCallsAt: null,
  });
  const readings = Object.keys(methods).filter(
    (method) => !WRITES.has(method as keyof RegistrarGateway),
  );
  expect(readings.filter((method) => !/^(?:read|list|check)[A-Z]/.test(method))).toEqual([]);
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
