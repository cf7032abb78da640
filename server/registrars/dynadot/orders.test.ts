import { expect, test } from "vitest";
import { DomainName, HostName } from "@/server/names/domain-name";
import { dynadot, KEY, saying } from "./loopback.cases";
import { CREATED, DONE, FREE, found, INFO, OWNER, QUOTED, success } from "./transcripts.cases";

const AUTH_CODE = "canary-auth-4711";
const name = DomainName.parse("example.com");
const V2 = "/dynadot/restful/v2";
const API3 = "/dynadot/api3.json";
const paid = { name, idempotencyKey: "op-1", periodYears: 1, currency: "USD" };
const registration = { ...paid, expectedPriceMinor: 1099, contacts: {}, nameservers: [] };
const renewal = {
  ...paid,
  expectedPriceMinor: 10_890,
  currentExpiresAt: "2026-12-31T00:04:50.000Z",
};
const transfer = { ...paid, expectedPriceMinor: 1049, contacts: {}, authCode: AUTH_CODE };
const REGISTERED = success({ domain_name: "example.com", expiration_date: 1798675490000 });
const confirmed = { ok: true, value: { outcome: "confirmed" } };
const accepted = { ok: true, value: { outcome: "accepted" } };

test("a registration asks the price, makes hosts and contacts known, and orders once", async () => {
  const { gateway, seen } = await dynadot(
    saying({
      "/domains/bulk_search": found(FREE),
      add_ns: DONE,
      create_contact: CREATED("700"),
      "/register": REGISTERED,
    }),
  );
  const nameservers = ["ns1.example.net", "ns2.example.net"].map((one) => HostName.parse(one));
  const contacts = { registrant: OWNER, admin: OWNER, tech: OWNER, billing: OWNER };
  expect(await gateway.register({ ...registration, contacts, nameservers })).toEqual(confirmed);
  expect(seen.map(({ line }) => line.replace(/&organization.*&key/, "&…&key"))).toEqual([
    `GET ${V2}/domains/bulk_search?domain_name_list=example.com&show_price=true&currency=USD`,
    `GET ${API3}?command=add_ns&host=ns1.example.net&key=${KEY}`,
    `GET ${API3}?command=add_ns&host=ns2.example.net&key=${KEY}`,
    `GET ${API3}?command=create_contact&…&key=${KEY}`,
    `POST ${V2}/domains/example.com/register`,
  ]);
  expect(seen.at(-1)?.body).toBe(
    '{"domain":{"duration":1,"privacy":"off","registrant_contact_id":700,"admin_contact_id":700,' +
      '"tech_contact_id":700,"billing_contact_id":700,"name_server_list":["ns1.example.net","ns2.example.net"]},' +
      '"currency":"USD","register_premium":false}',
  );
});

test("without contacts and hosts a registration takes those of the account", async () => {
  const { gateway, seen } = await dynadot(
    saying({ "/domains/bulk_search": found(FREE), "/register": REGISTERED }),
  );
  expect(await gateway.register(registration)).toEqual(confirmed);
  expect(seen.at(-1)?.body).toBe(
    '{"domain":{"duration":1,"privacy":"off"},"currency":"USD","register_premium":false}',
  );
});

const dearer = {
  ...FREE,
  premium: "Yes",
  price_list: [{ ...FREE.price_list[0], registration_price: "109.90" }],
};

test.each([
  ["dearer than expected", dearer, "conflict"],
  ["taken", { ...FREE, available: "No" }, "domain_taken"],
  [
    "not known to be free",
    { domain_name: "example.com", details_error_message: "busy" },
    "server_error",
  ],
  ["premium and without a price", { ...FREE, premium: "Yes", price_list: [] }, "not_eligible"],
])("a name that is %s is not ordered", async (_what, result, code) => {
  const { gateway, lines } = await dynadot(
    saying({
      "/domains/bulk_search": found(result),
      tld_price: { TldPriceResponse: { ResponseCode: 0, Currency: "USD", TldPrice: [] } },
      "/register": REGISTERED,
    }),
  );
  expect(await gateway.register(registration)).toMatchObject({ error: { code, effect: "none" } });
  expect(lines().filter((line) => line.startsWith("POST"))).toEqual([]);
});

test("the price counts for all years, and premium is only bought at the expected price", async () => {
  const years = await dynadot(
    saying({ "/domains/bulk_search": found(FREE), "/register": REGISTERED }),
  );
  expect(await years.gateway.register({ ...registration, periodYears: 2 })).toMatchObject({
    error: {
      code: "conflict",
      field: "price",
      message: expect.stringContaining("21.98 USD, more than the expected 10.99 USD"),
    },
  });
  const premium = await dynadot(
    saying({ "/domains/bulk_search": found(dearer), "/register": REGISTERED }),
  );
  const order = { ...registration, expectedPriceMinor: 10_990 };
  expect(await premium.gateway.register(order)).toEqual(confirmed);
  expect(premium.seen.at(-1)?.body).toContain('"register_premium":true');
});

test("a renewal checks the price and names the present year of expiry", async () => {
  const ends = success({ expiration_date: 1830211490000 });
  const { gateway, seen } = await dynadot(saying({ renew: QUOTED, "/renew": ends }));
  expect(await gateway.renew(renewal)).toEqual(confirmed);
  expect(seen.map(({ line, body }) => [line, body])).toEqual([
    [
      `GET ${API3}?command=renew&domain=example.com&duration=1&year=2026&currency=USD&price_check=1&key=${KEY}`,
      "",
    ],
    [
      `POST ${V2}/domains/example.com/renew`,
      '{"duration":1,"year":2026,"currency":"USD","no_renew_if_late_renew_fee_needed":true}',
    ],
  ]);
});

test.each([
  ["one cent dearer", { ...renewal, expectedPriceMinor: 10_889 }, QUOTED, "conflict", "none"],
  ["in another currency", { ...renewal, currency: "EUR" }, QUOTED, "malformed_answer", "none"],
  [
    "without a total",
    renewal,
    { RenewResponse: { ResponseCode: "3", PriceInfo: "Renew Fee: 1.00 in USD" } },
    "malformed_answer",
    "none",
  ],
  [
    "that was carried out although only asked about",
    renewal,
    { RenewResponse: { ResponseCode: "0", Status: "success", Expiration: "1" } },
    "malformed_answer",
    "unknown",
  ],
  [
    "of a name that is not ours",
    renewal,
    {
      RenewResponse: {
        ResponseCode: "-1",
        Status: "error",
        Error: "could not find domain in your account",
      },
    },
    "domain_unknown",
    "none",
  ],
])("a renewal %s is not ordered", async (_what, order, quote, code, effect) => {
  const { gateway, lines } = await dynadot(saying({ renew: quote, "/renew": success({}) }));
  expect(await gateway.renew(order)).toMatchObject({ error: { code, effect } });
  expect(lines()).toHaveLength(1);
});

test("an order whose answer does not prove it is accepted, and one about another name is open", async () => {
  const same = await dynadot(
    saying({ renew: QUOTED, "/renew": success({ expiration_date: 1798675490000 }) }),
  );
  expect(await same.gateway.renew(renewal)).toEqual(accepted);
  const bare = await dynadot(
    saying({ "/domains/bulk_search": found(FREE), "/register": success({}, 202) }),
  );
  expect(await bare.gateway.register(registration)).toEqual(accepted);
  const other = success({ domain_name: "example.net", expiration_date: 1798675490000 });
  const wrong = await dynadot(saying({ "/domains/bulk_search": found(FREE), "/register": other }));
  expect(await wrong.gateway.register(registration)).toMatchObject({
    error: { code: "malformed_answer", effect: "unknown" },
  });
});

test("a paid order that is not answered is sent once and left open", async () => {
  const orders = [
    { path: "/register", act: "register" },
    { path: "/renew", act: "renew" },
    { path: "/transfer_in", act: "transferIn" },
  ] as const;
  for (const { path, act } of orders) {
    const { gateway, lines } = await dynadot(
      (one) =>
        one.line.endsWith(path)
          ? null
          : saying({ "/domains/bulk_search": found(FREE), renew: QUOTED })(one),
      { raw: (request) => request.socket.resetAndDestroy() },
    );
    const answer =
      act === "register"
        ? await gateway.register(registration)
        : act === "renew"
          ? await gateway.renew(renewal)
          : await gateway.transferIn(transfer);
    expect(answer).toMatchObject({ error: { code: "unreachable", effect: "unknown" } });
    expect(lines().filter((line) => line.endsWith(path))).toHaveLength(1);
  }
});

test("a refused order has no effect: no money, taken meanwhile", async () => {
  for (const [code, meant] of [
    [402, "insufficient_funds"],
    [409, "conflict"],
  ] as const) {
    const { gateway } = await dynadot(
      saying({ "/domains/bulk_search": found(FREE), "/register": { code, message: "No" } }),
    );
    expect(await gateway.register(registration)).toMatchObject({
      error: { code: meant, effect: "none" },
    });
  }
});

test("a transfer goes out with its code in the body alone, and is accepted with 202", async () => {
  const { gateway, seen } = await dynadot(
    saying({
      "/domains/bulk_search": found({ ...FREE, available: "No" }),
      create_contact: CREATED("700"),
      "/transfer_in": success({}, 202),
    }),
  );
  expect(await gateway.transferIn({ ...transfer, contacts: { registrant: OWNER } })).toEqual(
    accepted,
  );
  expect(seen.at(-1)).toMatchObject({
    line: `POST ${V2}/domains/example.com/transfer_in`,
    body: `{"domain":{"auth_code":"${AUTH_CODE}","duration":1,"privacy":"off","registrant_contact_id":700}}`,
  });
  expect(JSON.stringify(seen.map(({ line, headers }) => [line, headers]))).not.toContain(AUTH_CODE);
});

test("a transfer code that Dynadot echoes in its refusal reaches nobody", async () => {
  const echo = { code: 400, error: { description: `auth code ${AUTH_CODE} is wrong` } };
  const { gateway } = await dynadot(
    saying({ "/domains/bulk_search": found(FREE), "/transfer_in": echo }),
  );
  const answer = await gateway.transferIn(transfer);
  expect(answer).toMatchObject({ error: { effect: "none" } });
  expect(JSON.stringify(answer)).not.toContain("canary");
});

test("a transfer with new nameservers is refused with a reason, and nobody is called", async () => {
  const { gateway, seen } = await dynadot(() => null);
  const nameservers = [HostName.parse("ns1.example.net")];
  expect(await gateway.transferIn({ ...transfer, nameservers })).toMatchObject({
    error: { code: "unsupported", effect: "none", field: "nameservers" },
  });
  expect(seen).toEqual([]);
});

const order = (order_id: string, transfer_status: string, failed_reason: string | null = null) => ({
  order_id,
  transfer_status,
  failed_reason,
  expiration_date: 1678886400000,
});
const absent = { code: 404, error: { description: "could not find domain in your account" } };
const here = success({ domain_info: INFO });

test.each([
  ["under way", [order("234", "Pending")], absent, { state: "in_progress", step: "Pending" }],
  ["in a word of tomorrow", [order("9", "Completed?")], absent, { state: "in_progress" }],
  [
    "failed",
    [order("234", "Failed", "Invalid auth code.")],
    absent,
    { state: "failed", reason: "Invalid auth code." },
  ],
  [
    "started again after it failed",
    [order("99", "Failed", "Invalid auth code."), order("234", "Pending")],
    absent,
    { state: "in_progress" },
  ],
  ["done", [order("234", "Whatever")], here, { state: "completed" }],
  ["done and forgotten", [], here, { state: "completed" }],
  ["not known", [], absent, { state: "unknown" }],
])("a transfer that is %s is told so", async (_what, orders, domain, told) => {
  const { gateway, lines } = await dynadot(
    saying({
      "/transfer_status": { ...success({ domain_transfer_status_list: orders }), code: "200" },
      "/domains/example.com": domain,
    }),
  );
  const status = await gateway.readTransferIn(name);
  expect(status).toMatchObject({ ok: true, value: { name, ...told } });
  expect(lines()[0]).toBe(
    `GET ${V2}/domains/example.com/transfer_status?transfer_type=transfer_in`,
  );
});

test("a transfer whose name cannot be looked for is not called under way", async () => {
  const { gateway } = await dynadot(
    saying({
      "/transfer_status": success({ domain_transfer_status_list: [order("1", "Pending")] }),
      "/domains/example.com": { code: 500, message: "Error" },
    }),
  );
  expect(await gateway.readTransferIn(name)).toMatchObject({ error: { code: "server_error" } });
});
