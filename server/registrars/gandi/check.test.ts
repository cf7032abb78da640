import { expect, test } from "vitest";
import { DomainName } from "@/server/names/domain-name";
import { answering } from "@/server/testing/loopback";
import { gatewayFor } from "../registry";
import { checkOf, FREE, OWNED, premium } from "./transcripts.cases";

const SHARING_ID = "6b1f7a5e-0000-4000-8000-0000000000aa";
const name = DomainName.parse("example.com");

async function gandiChecking(
  answer: (query: URLSearchParams) => { status?: number; body: unknown },
) {
  const seen: string[] = [];
  const open = { now: 0, most: 0 };
  const simulatorUrl = await answering((request, response) => {
    seen.push(`${request.method} ${request.url}`);
    open.now += 1;
    open.most = Math.max(open.most, open.now);
    setImmediate(() => {
      open.now -= 1;
      const query = new URL(request.url ?? "", "http://x").searchParams;
      const { status = 200, body } = answer(query);
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
    });
  });
  const opened = gatewayFor({
    registrar: "gandi",
    endpoint: "simulator",
    credential: { token: "token-1234", sharingId: SHARING_ID },
    simulatorUrl,
    mode: "demo",
  });
  if (!opened.ok) throw new Error(opened.error.message);
  return { gateway: opened.value, seen, open };
}

test.each([
  ["available", "available"],
  ["available_preorder", "reserved"],
  ["available_reserved", "reserved"],
  ["unavailable", "taken"],
  ["unavailable_premium", "premium"],
  ["unavailable_restricted", "reserved"],
  ["reserved_corporate", "reserved"],
  ["error_eoi", "reserved"],
  ["pending", "unknown"],
  ["error_invalid", "unknown"],
  ["error_refused", "unknown"],
  ["error_timeout", "unknown"],
  ["error_unknown", "unknown"],
  ["a_word_of_tomorrow", "unknown"],
  ["toString", "unknown"],
])("%s means %s", async (status, state) => {
  const { gateway, seen } = await gandiChecking(() => ({ body: checkOf(status) }));
  expect(await gateway.checkAvailability(name)).toEqual({
    ok: true,
    value: { name, state, evidence: status },
  });
  expect(seen).toEqual([
    `GET /v5/domain/check?name=example.com&processes=create&sharing_id=${SHARING_ID}`,
  ]);
});

test.each([
  ["no products", { currency: "EUR" }],
  ["empty products", { currency: "EUR", products: [] }],
  ["no status", checkOf(undefined)],
  ["another process only", { ...OWNED, currency: "EUR" }],
])("%s leaves the state unknown", async (_what, body) => {
  const { gateway } = await gandiChecking(() => ({ body }));
  expect(await gateway.checkAvailability(name)).toMatchObject({
    ok: true,
    value: { state: "unknown" },
  });
});

test("an answer about another name is not believed", async () => {
  const { gateway } = await gandiChecking(() => ({
    body: checkOf("available", {}, "example.net"),
  }));
  expect(await gateway.checkAvailability(name)).toMatchObject({
    error: { code: "malformed_answer" },
  });
});

test("a free name comes with the price of its first year", async () => {
  const free = DomainName.parse("brightmeadow.com");
  const { gateway } = await gandiChecking(() => ({ body: FREE }));
  expect(await gateway.checkAvailability(free)).toEqual({
    ok: true,
    value: {
      name: free,
      state: "available",
      evidence: "available",
      price: {
        action: "register",
        minYears: 1,
        maxYears: 1,
        priceMinor: 800,
        normalPriceMinor: 1650,
        currency: "EUR",
        isPremium: false,
      },
    },
  });
});

test("a premium name for sale is premium, not simply available", async () => {
  const { gateway } = await gandiChecking(() => ({ body: premium("example.com") }));
  expect(await gateway.checkAvailability(name)).toMatchObject({
    value: { state: "premium", price: { priceMinor: 125_000, isPremium: true } },
  });
});

test("an internationalised name is the same name in both spellings", async () => {
  const idn = DomainName.parse("xn--mnchen-3ya.de");
  const { gateway } = await gandiChecking(() => ({
    body: checkOf("unavailable", {}, "münchen.de"),
  }));
  expect(await gateway.checkAvailability(idn)).toMatchObject({
    value: { name: idn, state: "taken" },
  });
});

const namesOf = (count: number) =>
  Array.from({ length: count }, (_, index) => DomainName.parse(`name-${index}.com`));

test("many names are asked a few at a time, and answered in the order asked", async () => {
  const { gateway, seen, open } = await gandiChecking((query) => {
    const asked = query.get("name") ?? "";
    if (asked === "name-3.com") return { status: 502, body: {} };
    return { body: checkOf(asked === "name-5.com" ? "available" : "unavailable", {}, asked) };
  });
  const names = namesOf(18);
  const answers = await gateway.checkAvailabilityOf(names);
  expect(answers.map((answer) => answer.name)).toEqual(names);
  expect(answers[3]).toMatchObject({ state: "unknown", evidence: expect.stringContaining("502") });
  expect(answers[5]).toMatchObject({ state: "available" });
  expect(answers.filter(({ state }) => state === "taken")).toHaveLength(16);
  expect(seen).toHaveLength(18);
  expect(open.most).toBeGreaterThan(1);
  expect(open.most).toBeLessThanOrEqual(8);
});

test.each([
  401, 403, 429,
])("after a %i no further name is asked, and all are unknown", async (status) => {
  const { gateway, seen } = await gandiChecking(() => ({ status, body: {} }));
  const answers = await gateway.checkAvailabilityOf(namesOf(18));
  expect(answers.map(({ state }) => state)).toEqual(Array(18).fill("unknown"));
  expect(seen.length).toBeLessThanOrEqual(8);
});

test("prices come per action and bracket, and an action without a price is left out", async () => {
  const { gateway, seen } = await gandiChecking(() => ({ body: OWNED }));
  const bracket = { minYears: 1, currency: "GBP", isPremium: false };
  expect(
    await gateway.readPrices({ name, actions: ["renew", "transfer", "restore"], currency: "GBP" }),
  ).toEqual({
    ok: true,
    value: [
      { ...bracket, action: "renew", maxYears: 9, priceMinor: 739 },
      { ...bracket, action: "restore", maxYears: 1, priceMinor: 8929 },
    ],
  });
  expect(seen).toEqual([
    `GET /v5/domain/check?name=example.com&processes=renew&processes=transfer&processes=restore&currency=GBP&sharing_id=${SHARING_ID}`,
  ]);
});

test("both brackets of a promotion are told", async () => {
  const free = DomainName.parse("brightmeadow.com");
  const { gateway } = await gandiChecking(() => ({ body: FREE }));
  const prices = await gateway.readPrices({ name: free, actions: ["register"], currency: "EUR" });
  expect(prices).toMatchObject({
    value: [
      { minYears: 1, maxYears: 1, priceMinor: 800, normalPriceMinor: 1650 },
      { minYears: 2, maxYears: 10, priceMinor: 1650 },
    ],
  });
});

test.each([
  ["finer than its currency", { price_before_taxes: 7.395 }],
  ["negative", { price_before_taxes: -1 }],
  ["no number", { price_before_taxes: "7,39" }],
])("a price that is %s is refused, not rounded", async (_what, odd) => {
  const body = checkOf("available", { prices: [{ duration_unit: "y", min_duration: 1, ...odd }] });
  const { gateway } = await gandiChecking(() => ({ body }));
  const prices = await gateway.readPrices({ name, actions: ["register"], currency: "GBP" });
  expect(prices).toMatchObject({ error: { code: "malformed_answer" } });
});

test("a currency that Gandi does not quote in is refused before it is asked for", async () => {
  const { gateway, seen } = await gandiChecking(() => ({ body: FREE }));
  const prices = await gateway.readPrices({ name, actions: ["register"], currency: "RON" });
  expect(prices).toMatchObject({ error: { code: "invalid_request" } });
  expect(seen).toEqual([]);
});
