import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { REGISTRARS, type RegistrarKind } from "../../registrars/gateway";
import type { ScriptInput } from "../../simulator/scripts";
import type { Outcome } from "./callers";
import { type FaultyWorld, faultyWorld, type Holding, healed, newHolding } from "./faulty-world";

const IMPATIENT_MS = 400;

let world: FaultyWorld;
beforeAll(async () => {
  world = await faultyWorld();
});
afterAll(() => world.close());
beforeEach(() => healed(world));

/** Which requests of a renewal are the order itself. ROTLD has one address: a challenge and a reading come first. */
const ORDER: Readonly<Record<RegistrarKind, NonNullable<ScriptInput["match"]>>> = {
  gandi: { method: "POST", path: "*/renew" },
  rotld: { method: "POST", path: "/rotld/", domain: "brutaria-soarelui.ro", nth: 3 },
  dynadot: { method: "POST", path: "*/renew" },
  resellerclub: { method: "POST", path: "*/domains/renew.json" },
};

/** A name with its expiry, which is read before anything breaks. */
async function readable(registrar: RegistrarKind): Promise<Holding & { expiresAt: string }> {
  const holding = newHolding(registrar);
  const outcome = await world.callers[0].ask(holding);
  if (!outcome.ok || !("expiresAt" in outcome.value)) throw new Error(JSON.stringify(outcome));
  return { ...holding, expiresAt: outcome.value.expiresAt ?? "" };
}

const renew = (
  { account, name, currency, expiresAt }: Holding & { expiresAt: string },
  patienceMs?: number,
): Promise<Outcome> =>
  world.callers[1].ask({
    account,
    name,
    renewal: { currentExpiresAt: expiresAt, periodYears: 1, expectedPriceMinor: 9_900, currency },
    ...(patienceMs ? { patienceMs } : {}),
  });

/** What of a renewal reached the registrar, in the registrar's own book. */
const ordersOf = async ({ name }: Holding) =>
  (await world.simulator.script.ledger()).filter(({ domain }) => domain === name);

type Action = ScriptInput["action"];
type Effect = "none" | "unknown";
type Effects = Effect | Readonly<Record<RegistrarKind, Effect>>;

const SENT_BACK = { location: "/v5/domain/domains/kestrel-optics.org/renew" };
const page = {
  status: 200,
  body: "<html>Welcome</html>",
  headers: { "content-type": "text/html" },
};

/** What a registrar may do with an order that came in whole, and what may be believed of it then. */
const FAULTS: readonly (readonly [what: string, Action, Effects])[] = [
  ["done, and reset before the answer", { kind: "reset" }, "unknown"],
  ["not done, and reset", { kind: "reset", processed: false }, "unknown"],
  ["done, and half an answer", { kind: "cut", afterBytes: 12 }, "unknown"],
  ["done, and a body that never comes", { kind: "cut", afterBytes: 0 }, "unknown"],
  ["500 although done", { kind: "status", status: 500, processed: true }, "unknown"],
  ["502 and not done", { kind: "status", status: 502 }, "unknown"],
  ["503 and a time to come back", status(503, { "retry-after": "1" }), "unknown"],
  ["a page of a proxy under 200", { kind: "status", ...page }, "unknown"],
  ["307 to where it could be ordered again", status(307, SENT_BACK), "unknown"],
  ["308 to where it could be ordered again", status(308, SENT_BACK), "unknown"],
  [
    "421, after which fetch would send it again",
    status(421),
    // ROTLD documents no status but 401 beside 200 and 500: what it does not document proves nothing.
    { gandi: "none", rotld: "unknown", dynadot: "none", resellerclub: "none" },
  ],
  ["429 with a wait in seconds", status(429, { "retry-after": "1" }), "none"],
  ["429 with a date", status(429, { "retry-after": "Fri, 01 Jan 2100 00:00:00 GMT" }), "none"],
];

function status(code: number, headers: Record<string, string> = {}): Action {
  return { kind: "status", status: code, headers };
}

describe.each(FAULTS)("an order answered with %s", (_what, action, effects) => {
  test.each(REGISTRARS)("is sent once, and its effect told as it is (%s)", async (registrar) => {
    const holding = await readable(registrar);
    await world.simulator.script.add({ match: ORDER[registrar], action, times: "always" });
    const outcome = await renew(holding);
    const effect = typeof effects === "string" ? effects : effects[registrar];
    expect(outcome).toMatchObject({ ok: false, error: { effect } });
    const [script] = await world.simulator.script.scripts();
    expect(script?.fired).toBe(1);
    expect(await ordersOf(holding)).toHaveLength(1);
  });
});

describe.each(REGISTRARS)("an order at %s", (registrar) => {
  test("that is never answered is sent once, and may have been carried out", async () => {
    const holding = await readable(registrar);
    const action = { kind: "never_answer" } as const;
    await world.simulator.script.add({ match: ORDER[registrar], action, times: "always" });
    expect(await renew(holding, IMPATIENT_MS)).toMatchObject({
      error: { code: "timeout", effect: "unknown" },
    });
    expect(await ordersOf(holding)).toMatchObject([{ outcome: "accepted" }]);
  });

  test("that finds nobody listening was not sent", async () => {
    const holding = await readable(registrar);
    await world.proxy.go("refuse");
    expect(await renew(holding)).toMatchObject({ error: { code: "unreachable", effect: "none" } });
    expect(await ordersOf(holding)).toEqual([]);
  });

  test("whose connection is reset as soon as it stands orders nothing", async () => {
    const holding = await readable(registrar);
    await world.proxy.go("reset");
    expect(await renew(holding)).toMatchObject({ ok: false });
    expect(await ordersOf(holding)).toEqual([]);
  });

  test("is not sent at all while the registrar fails everybody", async () => {
    const holding = await readable(registrar);
    const storm = { kind: "status", status: 503 } as const;
    await world.simulator.script.add({ action: storm, times: "always" });
    const { account, name } = holding;
    await expect
      .poll(() => world.callers[0].ask({ account, name }), { timeout: 15_000 })
      .toMatchObject({ error: { code: "unreachable", retryAfterSeconds: expect.any(Number) } });
    const { total } = await world.simulator.script.requests();
    expect(await renew(holding)).toMatchObject({ error: { code: "unreachable", effect: "none" } });
    expect((await world.simulator.script.requests()).total).toBe(total);
    expect(await ordersOf(holding)).toEqual([]);
  });
});

test("an order whose bytes left and were lost on the way may have arrived, for all we know", async () => {
  const holding = await readable("gandi");
  await world.proxy.go("swallow");
  expect(await renew(holding)).toMatchObject({ error: { code: "unreachable", effect: "unknown" } });
  expect(world.proxy.swallowed).toBe(1);
  expect(await ordersOf(holding)).toEqual([]);
});

test("an order into a connection that leads nowhere may have arrived, for all we know", async () => {
  const holding = await readable("gandi");
  await world.proxy.go("ignore");
  expect(await renew(holding, IMPATIENT_MS)).toMatchObject({
    error: { code: "timeout", effect: "unknown" },
  });
  expect(await ordersOf(holding)).toEqual([]);
});

test("an order whose sender is killed when it was read is ordered once, and by nobody else", async () => {
  const holding = await readable("gandi");
  const { pid } = world.callers[1];
  const action = { kind: "kill", pid, at: "request_complete" } as const;
  await world.simulator.script.add({ match: ORDER.gandi, action });
  await expect(renew(holding)).rejects.toThrow("The caller is dead.");
  await world.restart(1);
  expect(await world.callers[1].ask(holding)).toMatchObject({ ok: true });
  expect(await ordersOf(holding)).toMatchObject([{ action: "renew", outcome: "accepted" }]);
});
