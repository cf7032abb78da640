import { expect, test } from "vitest";
import { DomainName } from "@/server/names/domain-name";
import { type Answer, get, name, resellerClub } from "./loopback.cases";
import { BALANCE, COSTS, FREE, KEYS, PRICED, TAKEN } from "./transcripts.cases";

const PREMIUM = {
  "brightmeadow.com": {
    classkey: "domcno",
    status: "available",
    costHash: { create: "1200.00", renew: 1200, transfer: "1200.5" },
  },
};
const AVAILABLE_CALL = get("domains/available", "domain-name=brightmeadow&tlds=com");
const saying = (body: unknown) => resellerClub({ ...PRICED, "domains/available": [200, body] });

test.each([
  ["available", "available"],
  ["regthroughus", "taken"],
  ["regthroughothers", "taken"],
  ["unknown", "unknown"],
  ["RegThroughOthers", "taken"],
  ["a new word", "unknown"],
  ["constructor", "unknown"],
])("%s means %s", async (status, state) => {
  const { gateway, seen } = await saying({ "brightmeadow.com": { classkey: "domcno", status } });
  expect(await gateway.checkAvailability(name)).toEqual({
    ok: true,
    value: { name, state, evidence: status },
  });
  expect(seen).toEqual([AVAILABLE_CALL]);
});

test.each([
  ["missing", {}],
  ["told under its TLD alone", { com: { status: "available" } }],
  ["told of another name", { "other.com": { status: "available" } }],
  ["told without a status", { "brightmeadow.com": { classkey: "domcno" } }],
  ["told as text", { "brightmeadow.com": "available" }],
])("a name that is %s is not free", async (_what, body) => {
  const { gateway } = await saying(body);
  expect(await gateway.checkAvailability(name)).toMatchObject({ value: { state: "unknown" } });
});

test("a name with a price of its own is premium, one with claims is reserved", async () => {
  const { gateway } = await saying(PREMIUM);
  expect(await gateway.checkAvailability(name)).toMatchObject({
    value: {
      state: "premium",
      price: { action: "register", priceMinor: 120_000, currency: "USD", isPremium: true },
    },
  });
  const claimed = await saying({
    "brightmeadow.com": { status: "available", "tm-claims-key": "k" },
  });
  expect(await claimed.gateway.checkAvailability(name)).toMatchObject({
    value: { state: "reserved", evidence: "available, with claims of a trademark holder" },
  });
});

test("many names are asked for in cross products, lists as the same key again and again", async () => {
  const { gateway, seen } = await saying({
    "a.com": { status: "available" },
    "b.com": { status: "regthroughothers" },
    "a.net": { status: "available" },
    "b.net": { status: "available" },
    "x.co.in": { status: "regthroughus" },
  });
  const names = ["a.com", "b.com", "x.co.in", "a.net", "b.net"].map((text) =>
    DomainName.parse(text),
  );
  const answers = await gateway.checkAvailabilityOf(names);
  expect(answers.map((one) => [one.name, one.state])).toEqual([
    ["a.com", "available"],
    ["b.com", "taken"],
    ["x.co.in", "taken"],
    ["a.net", "available"],
    ["b.net", "available"],
  ]);
  expect(seen).toEqual([
    get("domains/available", "domain-name=a&domain-name=b&tlds=com&tlds=net"),
    get("domains/available", "domain-name=x&tlds=co.in"),
  ]);
});

test("no call asks for more than fifteen names, and those left out are asked for once more by five", async () => {
  const { gateway, seen } = await saying({});
  const names = Array.from({ length: 31 }, (_, n) => DomainName.parse(`name${n}.com`));
  const answers = await gateway.checkAvailabilityOf(names);
  expect(answers.every((one) => one.state === "unknown")).toBe(true);
  const counts = seen.map((line) => line.match(/domain-name=/g)?.length ?? 0);
  expect(counts.slice(0, 3).sort()).toEqual([1, 15, 15]);
  expect(counts.slice(3).sort()).toEqual([1, 5, 5, 5, 5, 5, 5]);
});

test("each name is told once as soon as it is settled, those asked for twice at the second time", async () => {
  const { gateway, seen } = await saying({
    "a.com": { status: "available" },
    "b.com": { status: "unknown" },
  });
  const told: string[] = [];
  const names = ["a.com", "b.com", "c.com"].map((text) => DomainName.parse(text));
  const answers = await gateway.checkAvailabilityOf(names, {
    onAnswer: (one) => told.push(`${one.name} ${one.state} at ${seen.length}`),
  });
  expect(told).toEqual(["a.com available at 1", "b.com unknown at 2", "c.com unknown at 2"]);
  expect(answers.map((one) => one.name)).toEqual(names);
});

test("after a refusal of the account no further names are asked for", async () => {
  const { gateway, seen } = await resellerClub({
    "domains/available": [403, "error code: 1020", "text/plain"],
  });
  const names = Array.from({ length: 150 }, (_, n) => DomainName.parse(`name${n}.com`));
  const answers = await gateway.checkAvailabilityOf(names);
  expect(answers).toHaveLength(150);
  expect(answers[149]).toMatchObject({
    state: "unknown",
    evidence: expect.stringMatching(/address/),
  });
  expect(seen.length).toBeLessThanOrEqual(4);
});

const asked = {
  name,
  actions: ["register", "renew", "transfer", "restore"],
  currency: "USD",
} as const;
const listed = { currency: "USD", isPremium: false };

test("prices are those of the account, by years, neighbours of one price together", async () => {
  const { gateway, seen } = await saying(TAKEN);
  expect(await gateway.readPrices(asked)).toEqual({
    ok: true,
    value: [
      { action: "register", minYears: 1, maxYears: 2, priceMinor: 849, ...listed },
      { action: "register", minYears: 3, maxYears: 3, priceMinor: 800, ...listed },
      { action: "register", minYears: 5, maxYears: 5, priceMinor: 800, ...listed },
      { action: "renew", minYears: 1, maxYears: 2, priceMinor: 849, ...listed },
      { action: "transfer", minYears: 1, maxYears: 1, priceMinor: 849, ...listed },
      { action: "restore", minYears: 1, maxYears: 1, priceMinor: 8000, ...listed },
    ],
  });
  expect(seen).toEqual([
    get("billing/reseller-balance", "reseller-id=740118"),
    get("products/category-keys-mapping", ""),
    get("products/reseller-cost-price", ""),
    AVAILABLE_CALL,
  ]);
});

test("the price list is asked for once, and a failure of it is not kept", async () => {
  const script: Record<string, Answer> = { ...PRICED, "domains/available": [200, FREE] };
  const { gateway, seen } = await resellerClub(script);
  script["products/reseller-cost-price"] = [503, "<h1>busy</h1>", "text/html"];
  expect(await gateway.readPrices(asked)).toMatchObject({ error: { code: "server_error" } });
  script["products/reseller-cost-price"] = [200, COSTS];
  await Promise.all([gateway.readPrices(asked), gateway.readPrices(asked)]);
  expect(await gateway.readPrices(asked)).toMatchObject({ ok: true });
  const lists = seen.filter((line) => line.includes("reseller-cost-price"));
  expect(lists).toHaveLength(2);
});

test("a premium name has its own prices, and none for a restore", async () => {
  const { gateway } = await saying(PREMIUM);
  const own = { minYears: 1, maxYears: 1, currency: "USD", isPremium: true };
  expect(await gateway.readPrices(asked)).toEqual({
    ok: true,
    value: [
      { action: "register", priceMinor: 120_000, ...own },
      { action: "renew", priceMinor: 120_000, ...own },
      { action: "transfer", priceMinor: 120_050, ...own },
    ],
  });
});

test("a TLD that is not sold has no price, and another currency is not converted", async () => {
  const { gateway } = await saying({});
  const unsold = DomainName.parse("brightmeadow.unsold");
  expect(await gateway.readPrices({ ...asked, name: unsold })).toEqual({ ok: true, value: [] });
  const noCost = DomainName.parse("brightmeadow.co.in");
  expect(await gateway.readPrices({ ...asked, name: noCost })).toEqual({ ok: true, value: [] });
  expect(await gateway.readPrices({ ...asked, currency: "EUR" })).toMatchObject({
    error: { code: "invalid_request", field: "currency", message: expect.stringContaining("USD") },
  });
});

const costing = (amount: unknown) => ({ domcno: { addnewdomain: { "1": amount } } });
test.each([
  ["an amount with parts of a cent", { "products/reseller-cost-price": [200, costing(8.495)] }],
  ["a negative amount", { "products/reseller-cost-price": [200, costing("-8.00")] }],
  ["an amount in words", { "products/reseller-cost-price": [200, costing("free")] }],
  [
    "a list without years",
    { "products/reseller-cost-price": [200, { domcno: { addnewdomain: 8 } }] },
  ],
  ["no price list", { "products/reseller-cost-price": [200, "<html>"] }],
  ["no mapping", { "products/category-keys-mapping": [200, { hosting: KEYS.hosting }] }],
  [
    "no currency",
    { "billing/reseller-balance": [200, { ...BALANCE, sellingcurrencysymbol: "Rs." }] },
  ],
  ["an empty balance", { "billing/reseller-balance": [200, ""] }],
] as const)("%s is not believed", async (_what, odd) => {
  const { gateway } = await resellerClub({ ...PRICED, "domains/available": [200, FREE], ...odd });
  expect(await gateway.readPrices(asked)).toMatchObject({
    error: { code: "malformed_answer", effect: "none" },
  });
});

test("the whole price list is read afresh each time, in two calls while the currency is known", async () => {
  const { gateway, seen } = await resellerClub(PRICED);
  const list = await gateway.readPriceList({ currency: "USD" });
  if (!list.ok) throw new Error(list.error.message);
  expect([...list.value.endings.keys()]).toEqual(["com"]);
  expect(list.value.endings.get("com")).toHaveLength(6);
  expect(list.value.calls).toBe(3);
  expect(await gateway.readPriceList({ currency: "USD" })).toMatchObject({ value: { calls: 2 } });
  expect(seen).toHaveLength(5);
  expect(await gateway.readPriceList({ currency: "EUR" })).toMatchObject({
    error: { code: "invalid_request", field: "currency" },
  });
});
