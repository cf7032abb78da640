import { expect, test } from "vitest";
import { DomainName } from "@/server/names/domain-name";
import { dynadot, KEY, type Seen } from "./loopback.cases";
import { FREE, found, PRICES, TOO_MANY } from "./transcripts.cases";

const name = DomainName.parse("example.com");
const names = (count: number) =>
  Array.from({ length: count }, (_, index) => DomainName.parse(`name-${index}.com`));
const asked = ({ line }: Seen) => new URL(line.split(" ")[1] ?? "", "http://x").searchParams;

const checking = async (result: unknown) => {
  const { gateway } = await dynadot(() => ({ body: found(result) }));
  return gateway.checkAvailability(name);
};

test.each([
  [{ available: "Yes", premium: "No" }, "available", "Yes"],
  [{ available: "yes", premium: "yes" }, "premium", "yes"],
  [{ available: "No" }, "taken", "No"],
  [{ details_error_message: "busy" }, "unknown", "busy"],
  [{ available: "Perhaps" }, "unknown", "Perhaps"],
  [{}, "unknown", "nothing said"],
])("%j means %s", async (told, state, evidence) => {
  expect(await checking({ domain_name: "example.com", ...told })).toEqual({
    ok: true,
    value: { name, state, evidence },
  });
});

test("a free name comes with the price of a year, asked for in one signed call", async () => {
  const { gateway, lines } = await dynadot(() => ({ body: found(FREE) }));
  expect(await gateway.checkAvailability(name)).toEqual({
    ok: true,
    value: {
      name,
      state: "available",
      evidence: "Yes",
      price: {
        action: "register",
        minYears: 1,
        maxYears: 10,
        priceMinor: 1099,
        currency: "USD",
        isPremium: false,
      },
    },
  });
  expect(lines()).toEqual([
    "GET /dynadot/restful/v2/domains/bulk_search?domain_name_list=example.com&show_price=true",
  ]);
});

test("an answer about another name, or about none, is not believed", async () => {
  for (const result of [
    { ...FREE, domain_name: "example.net" },
    { ...FREE, domain_name: "-" },
  ])
    expect(await checking(result)).toMatchObject({ error: { code: "malformed_answer" } });
});

test("an internationalised name is the same name in both spellings", async () => {
  const idn = DomainName.parse("xn--mnchen-3ya.com");
  const { gateway } = await dynadot(() => ({
    body: found({ ...FREE, domain_name: "münchen.com" }),
  }));
  expect(await gateway.checkAvailability(idn)).toMatchObject({ value: { name: idn } });
});

test("a regular account asks for five names a call, one call at a time, answers in the order asked", async () => {
  const open = { now: 0, most: 0 };
  const { gateway, lines } = await dynadot(() => null, {
    raw: (request, response) => {
      open.most = Math.max(open.most, ++open.now);
      setImmediate(() => {
        open.now -= 1;
        const list = new URL(request.url ?? "", "http://x").searchParams.get("domain_name_list");
        const results = (list ?? "").split(",").reverse();
        response
          .writeHead(200, { "content-type": "application/json" })
          .end(
            JSON.stringify(found(...results.map((one) => ({ domain_name: one, available: "No" })))),
          );
      });
    },
  });
  const all = names(12);
  const answers = await gateway.checkAvailabilityOf(all);
  expect(answers.map((one) => [one.name, one.state])).toEqual(all.map((one) => [one, "taken"]));
  expect(lines()).toHaveLength(3);
  expect(lines()[0]).toBe(
    "GET /dynadot/restful/v2/domains/bulk_search?domain_name_list=name-0.com,name-1.com,name-2.com,name-3.com,name-4.com&show_price=true",
  );
  expect(open.most).toBe(1);
});

test("two gateways of one account share its threads, reads of all kinds together", async () => {
  const open = { now: 0, most: 0 };
  const { gateway } = await dynadot(() => null, {
    raw: (_request, response) => {
      open.most = Math.max(open.most, ++open.now);
      setImmediate(() => {
        open.now -= 1;
        response.end(JSON.stringify(found({ ...FREE, available: "No" })));
      });
    },
  });
  await Promise.all([
    gateway.checkAvailability(name),
    gateway.readDomain(name),
    gateway.listDomains({}),
    gateway.readAuthCode(name),
  ]);
  expect(open.most).toBe(1);
});

test("a bulk account asks API3 for a hundred names a call, the key behind everything else", async () => {
  const { gateway, seen } = await dynadot(
    (one) => ({
      body: {
        SearchResponse: {
          ResponseCode: "0",
          SearchResults: [...asked(one)]
            .filter(([parameter]) => parameter.startsWith("domain"))
            .map(([, DomainName], index) => ({
              DomainName,
              Available: ["yes", "no", "error", "yes"][index % 4],
              Price: ["77.00 in USD", "9.00 in USD", undefined, "900.00 in USD, premium"][
                index % 4
              ],
            })),
        },
      },
    }),
    { level: "bulk" },
  );
  const answers = await gateway.checkAvailabilityOf(names(130));
  expect(answers.slice(0, 4)).toEqual([
    {
      name: "name-0.com",
      state: "available",
      evidence: "yes",
      price: {
        action: "register",
        minYears: 1,
        maxYears: 1,
        priceMinor: 7700,
        currency: "USD",
        isPremium: false,
      },
    },
    { name: "name-1.com", state: "taken", evidence: "no" },
    { name: "name-2.com", state: "unknown", evidence: "error" },
    expect.objectContaining({ name: "name-3.com", state: "premium" }),
  ]);
  const counts = seen.map((one) => [...asked(one).keys()].filter((key) => /^domain\d/.test(key)));
  expect(counts.map((keys) => keys.length).sort()).toEqual([100, 30]);
  const small = seen.find((one) => !asked(one).has("domain99"))?.line ?? "";
  expect(small).toMatch(
    /^GET \/dynadot\/api3\.json\?command=search&domain0=name-100\.com&domain1=/,
  );
  expect(small).toMatch(new RegExp(`&domain29=name-129\\.com&show_price=1&key=${KEY}$`));
  expect(seen[0]?.headers).not.toHaveProperty("x-signature");
});

test("names of a registry share calls, each is told once, and the order asked is kept", async () => {
  const { gateway, lines } = await dynadot((one) => {
    const list = asked(one).get("domain_name_list") ?? "";
    return {
      body: found(...list.split(",").map((text) => ({ domain_name: text, available: "No" }))),
    };
  });
  const mixed = Array.from({ length: 10 }, (_, index) =>
    DomainName.parse(`name-${index}.${index % 2 ? "com" : "net"}`),
  );
  const told: string[] = [];
  const answers = await gateway.checkAvailabilityOf([...mixed, mixed[0] as DomainName], {
    onAnswer: (one) => told.push(one.name),
  });
  expect(answers.map((one) => one.name)).toEqual([...mixed, mixed[0]]);
  expect(told.sort()).toEqual([...mixed].sort());
  const lists = lines().map((line) => line.match(/[.](?:com|net)/g) ?? []);
  expect(lists.map((tlds) => new Set(tlds).size)).toEqual([1, 1]);
});

test("long names go into more calls, so that no URL is refused", async () => {
  const long = Array.from({ length: 60 }, (_, index) =>
    DomainName.parse(`${"a".repeat(60)}.${"b".repeat(60)}.${"c".repeat(50)}-${index}.com`),
  );
  const { gateway, lines } = await dynadot(
    () => ({ body: { SearchResponse: { ResponseCode: 0, SearchResults: [] } } }),
    { level: "super_bulk" },
  );
  const answers = await gateway.checkAvailabilityOf(long);
  expect(answers).toHaveLength(60);
  expect(lines().length).toBeGreaterThan(1);
  expect(answers[0]).toMatchObject({ evidence: "Dynadot said nothing of this name." });
});

test("a refusal for a whole call leaves its names unknown, and a ban stops the rest", async () => {
  const once = await dynadot((one) =>
    one.line.includes("name-0.com")
      ? { body: { code: 400, message: "Error" } }
      : { body: found({ domain_name: "name-5.com", available: "No" }) },
  );
  const answers = await once.gateway.checkAvailabilityOf(names(6));
  expect(answers.map(({ state }) => state)).toEqual([...Array(5).fill("unknown"), "taken"]);
  const banned = await dynadot(() => ({ body: TOO_MANY }));
  const refused = await banned.gateway.checkAvailabilityOf(names(40));
  expect(refused.every(({ state }) => state === "unknown")).toBe(true);
  expect(banned.seen).toHaveLength(1);
});

const reading = async (answer: (seen: Seen) => unknown, currency = "USD") => {
  const { gateway, lines } = await dynadot((seen) => ({ body: answer(seen) }));
  const actions = ["register", "renew", "transfer", "restore"] as const;
  const prices = await gateway.readPrices({ name, actions, currency });
  return { prices, lines: lines() };
};
const priced = (action: string, priceMinor: number, maxYears: number, currency = "USD") => ({
  action,
  minYears: 1,
  maxYears,
  priceMinor,
  currency,
  isPremium: false,
});

test("prices come from the search of the name, without loss", async () => {
  const { prices, lines } = await reading(() => found(FREE));
  expect(prices).toEqual({
    ok: true,
    value: [
      priced("register", 1099, 10),
      priced("renew", 1099, 10),
      priced("transfer", 1049, 1),
      priced("restore", 6000, 1),
    ],
  });
  expect(lines).toEqual([
    "GET /dynadot/restful/v2/domains/bulk_search?domain_name_list=example.com&show_price=true&currency=USD",
  ]);
});

const tldPrices = (Currency: string, ...rows: [string, string][]) => ({
  TldPriceResponse: {
    ResponseCode: "0",
    Status: "success",
    Currency,
    TldPrice: rows.map(([Tld, Register]) => ({
      Tld,
      Price: { Unit: "(Price/1 Year)", Register, Renew: "$11.20", Transfer: "", Restore: "60" },
    })),
  },
});

test("prices that a search leaves out are those of the TLD, and none is invented", async () => {
  const bare = { domain_name: "example.com", available: "No", premium: "No" };
  const { prices, lines } = await reading((seen) =>
    seen.line.includes("api3")
      ? tldPrices("USD", [".net", "9.99"], [".com", "10.990"])
      : found(bare),
  );
  expect(prices).toEqual({
    ok: true,
    value: [priced("register", 1099, 10), priced("renew", 1120, 10), priced("restore", 6000, 1)],
  });
  expect(lines[1]).toBe(
    `GET /dynadot/api3.json?command=tld_price&currency=USD&count_per_page=500&page_index=1&key=${KEY}`,
  );
});

test("the price list is walked until the TLD comes, the longest suffix counting", async () => {
  const page = (first: number) =>
    Array.from({ length: 500 }, (_, index): [string, string] => [`t${first + index}`, "1.00"]);
  const { gateway, lines } = await dynadot((seen) => {
    const at = asked(seen).get("page_index");
    if (at === null) return { body: found({ domain_name: "example.co.uk", available: "No" }) };
    const rows: [string, string][] =
      at === "1"
        ? page(0)
        : [
            ["uk", "7.00"],
            ["co.uk", "6.49"],
          ];
    return { body: tldPrices("USD", ...rows) };
  });
  const uk = DomainName.parse("example.co.uk");
  const prices = await gateway.readPrices({ name: uk, actions: ["register"], currency: "USD" });
  expect(prices).toMatchObject({ value: [{ priceMinor: 649 }] });
  expect(lines()).toHaveLength(3);
});

test.each([
  ["a fraction of a cent", { registration_price: "10.999" }],
  ["words", { registration_price: "call us" }],
  ["grouped digits", { registration_price: "1,099.00" }],
])("a price of %s is not rounded or guessed", async (_what, change) => {
  const { prices } = await reading(() =>
    found({ ...FREE, price_list: [{ ...PRICES, ...change }] }),
  );
  expect(prices).toMatchObject({ error: { code: "malformed_answer" } });
});

test("a premium name never gets the TLD's price, and other currencies are not mistaken for ours", async () => {
  const premium = { ...FREE, premium: "Yes", price_list: [{ ...PRICES, currency: "EUR" }] };
  expect((await reading(() => found(premium))).prices).toEqual({ ok: true, value: [] });
  const { prices } = await reading((seen) =>
    seen.line.includes("api3")
      ? tldPrices("EUR", [".com", "9.00"])
      : found({ ...FREE, price_list: [{ ...PRICES, currency: "EUR" }] }),
  );
  expect(prices).toMatchObject({ error: { code: "malformed_answer" } });
});

test("a currency that does not exist is asked for nowhere", async () => {
  const { prices, lines } = await reading(() => found(FREE), "XYZ");
  expect(prices).toMatchObject({ error: { code: "invalid_request", field: "currency" } });
  expect(lines).toEqual([]);
});
