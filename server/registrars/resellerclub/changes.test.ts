import { describe, expect, test } from "vitest";
import type { RegistrarGateway } from "../gateway";
import {
  ANA,
  ANA_FORM,
  type Answer,
  AUTH_CODE,
  CNP,
  CUSTOMER_ID,
  change,
  facing,
  get,
  hosts,
  KEY,
  type name,
  open,
  paid,
  post,
  resellerClub,
  type Script,
  USER_ID,
} from "./loopback.cases";
import { DETAILS, DONE, FREE, IN_PROGRESS, NOT_FREE, PRICED, TAKEN } from "./transcripts.cases";

const EXPIRY = "2026-12-31T00:04:50.000Z";
const IDS =
  "reg-contact-id=90001&admin-contact-id=90001&tech-contact-id=90001&billing-contact-id=90001";
const EXTRAS =
  "invoice-option=NoInvoice&purchase-privacy=false&protect-privacy=false&auto-renew=false";
const DETAILS_CALL = get("domains/details-by-name", "domain-name=brightmeadow.com&options=All");
const ORDER_ID_CALL = get("domains/orderid", "domain-name=brightmeadow.com");
const PRICE_CALLS = [
  get("billing/reseller-balance", `reseller-id=${USER_ID}`),
  get("products/category-keys-mapping", ""),
  get("products/reseller-cost-price", ""),
  get("domains/available", "domain-name=brightmeadow&tlds=com"),
];

const WORKING: Script = {
  ...PRICED,
  "domains/orderid": [200, 38483289],
  "domains/details-by-name": [200, DETAILS],
  "domains/validate-transfer": [200, true],
  "domains/available": [200, FREE],
  "contacts/add": [200, 90001],
  "domains/customer-default-ns": [200, ["ns7.example.net", "ns8.example.net"]],
  "domains/register": [200, DONE],
  "domains/transfer": [200, IN_PROGRESS],
  "domains/renew": [200, DONE],
  "domains/modify-ns": [200, DONE],
  "domains/enable-theft-protection": [200, DONE],
  "domains/disable-theft-protection": [200, DONE],
  "domains/modify-contact": [200, DONE],
  "domains/modify-privacy-protection": [200, DONE],
};

const order = {
  ...paid,
  contacts: { registrant: ANA },
  nameservers: hosts,
  expectedPriceMinor: 849,
};
const move = {
  ...paid,
  contacts: { registrant: ANA },
  authCode: AUTH_CODE,
  expectedPriceMinor: 849,
};
const renewal = { ...paid, currentExpiresAt: EXPIRY, expectedPriceMinor: 849 };

type Change = (gateway: RegistrarGateway) => Promise<{ ok: boolean }>;
type Case = readonly [what: string, change: Change, call: string, calls: readonly string[]];

const CHANGES: readonly Case[] = [
  [
    "a registration",
    (gateway) => gateway.register(order),
    "domains/register",
    [
      ...PRICE_CALLS,
      post("contacts/add", ANA_FORM),
      post(
        "domains/register",
        `domain-name=brightmeadow.com&years=1&ns=ns1.example.net&ns=ns2.example.net&customer-id=${CUSTOMER_ID}&${IDS}&${EXTRAS}`,
      ),
    ],
  ],
  [
    "a transfer",
    (gateway) => gateway.transferIn(move),
    "domains/transfer",
    [
      get("domains/validate-transfer", "domain-name=brightmeadow.com"),
      ...PRICE_CALLS,
      post("contacts/add", ANA_FORM),
      post(
        "domains/transfer",
        `domain-name=brightmeadow.com&auth-code=canaryAuth%217&customer-id=${CUSTOMER_ID}&${IDS}&${EXTRAS}`,
      ),
    ],
  ],
  [
    "a renewal",
    (gateway) => gateway.renew(renewal),
    "domains/renew",
    [
      DETAILS_CALL,
      ...PRICE_CALLS,
      post(
        "domains/renew",
        "order-id=38483289&years=1&exp-date=1798675490&invoice-option=NoInvoice",
      ),
    ],
  ],
  [
    "a delegation",
    (gateway) => gateway.updateNameservers({ ...change, nameservers: hosts }),
    "domains/modify-ns",
    [
      ORDER_ID_CALL,
      post("domains/modify-ns", "order-id=38483289&ns=ns1.example.net&ns=ns2.example.net"),
    ],
  ],
  [
    "a transfer lock",
    (gateway) => gateway.setTransferLock({ ...change, locked: true }),
    "domains/enable-theft-protection",
    [ORDER_ID_CALL, post("domains/enable-theft-protection", "order-id=38483289")],
  ],
  [
    "the end of a transfer lock",
    (gateway) => gateway.setTransferLock({ ...change, locked: false }),
    "domains/disable-theft-protection",
    [ORDER_ID_CALL, post("domains/disable-theft-protection", "order-id=38483289")],
  ],
  [
    "a new contact",
    (gateway) => gateway.updateContacts({ ...change, contacts: { tech: ANA } }),
    "domains/modify-contact",
    [
      DETAILS_CALL,
      post("contacts/add", ANA_FORM),
      post(
        "domains/modify-contact",
        "order-id=38483289&reg-contact-id=5521&admin-contact-id=5522&tech-contact-id=90001&billing-contact-id=-1",
      ),
    ],
  ],
];

test.each(CHANGES)("%s is sent byte for byte, and is done", async (_what, send, call, calls) => {
  const { gateway, seen, headers } = await resellerClub(WORKING);
  const outcome = call === "domains/transfer" ? "accepted" : "confirmed";
  expect(await send(gateway)).toEqual({ ok: true, value: { outcome, reference: "38483289" } });
  expect(seen).toEqual(calls);
  expect(headers.join()).not.toMatch(new RegExp(`referer|${KEY}|${AUTH_CODE}`, "i"));
  expect(seen.join()).not.toContain(CNP);
});

test.each(CHANGES)("%s that is taken up is to be seen later", async (_what, send, call) => {
  const { gateway } = await resellerClub({ ...WORKING, [call]: [200, IN_PROGRESS] });
  expect(await send(gateway)).toMatchObject({ value: { outcome: "accepted" } });
});

type Told = readonly [what: string, answer: Answer, code: string, effect: "none" | "unknown"];
const ERROR = (message: string) => ({ status: "ERROR", message });

/** What a change may be answered with, and what that means for it. */
const ANSWERS: readonly Told[] = [
  ["not this account's", [500, ERROR("Website doesn't exist for x.com")], "domain_unknown", "none"],
  [
    "a bad key",
    [
      200,
      {
        status: "error",
        error: "Invalid credentials, or your User account maybe Inactive or Suspended",
      },
    ],
    "auth_failed",
    "none",
  ],
  [
    "a bad key, with 500",
    [500, { status: "Error", error: "Invalid credentials" }],
    "auth_failed",
    "none",
  ],
  ["a name that is not free", [200, NOT_FREE], "domain_taken", "none"],
  [
    "a name nobody has",
    [500, ERROR("x.com is currently available for Registration")],
    "not_eligible",
    "none",
  ],
  ["fields", [500, ERROR("{years=too many, other=odd}")], "invalid_request", "none"],
  ["nameservers", [500, ERROR("{ns=not a host}")], "invalid_nameservers", "none"],
  ["words we do not know", [200, ERROR("Order is locked")], "invalid_request", "none"],
  ["words we do not know, with 500", [500, ERROR("Order is locked")], "invalid_request", "unknown"],
  ["an empty purse, with 500", [500, ERROR("InsufficientFunds")], "insufficient_funds", "unknown"],
  [
    "an empty purse",
    [200, { ...NOT_FREE, actionstatusdesc: "Insufficient balance" }],
    "insufficient_funds",
    "none",
  ],
  [
    "trouble of theirs",
    [200, ERROR("An unexpected error has occurred")],
    "server_error",
    "unknown",
  ],
  ["no words", [200, { status: "ERROR" }], "server_error", "unknown"],
  [
    "an action that was booked and failed",
    [200, { ...NOT_FREE, entityid: "1", eaqid: "215938471" }],
    "domain_taken",
    "unknown",
  ],
  ["an address that is not listed", [403, "error code: 1020", "text/plain"], "forbidden", "none"],
  ["that address with status 200", [200, "error code: 1020\n", "text/plain"], "forbidden", "none"],
  ["403 without words", [403, "", "text/html"], "forbidden", "none"],
  ["401", [401, "<html>", "text/html"], "auth_failed", "none"],
  ["404", [404, "Not found", "text/plain"], "invalid_request", "none"],
  ["too many calls", [429, "error code: 1015", "text/plain"], "rate_limited", "none"],
  ["a page with 502", [502, "<html>Bad gateway</html>", "text/html"], "server_error", "unknown"],
  ["an empty 500", [500, ""], "server_error", "unknown"],
  ["a redirect", [307, ""], "malformed_answer", "unknown"],
  ["a redirect with words", [308, ERROR("Moved")], "malformed_answer", "unknown"],
  ["an empty body", [200, ""], "malformed_answer", "unknown"],
  [
    "a page with 200",
    [200, "<html>Please wait</html>", "text/html"],
    "malformed_answer",
    "unknown",
  ],
  ["half of an answer", [200, '{"actionstatus":"Succ'], "malformed_answer", "unknown"],
  ["a bare flag", [200, true], "malformed_answer", "unknown"],
  ["a list", [200, [DONE]], "malformed_answer", "unknown"],
  [
    "a status we do not know",
    [200, { ...DONE, actionstatus: "Perhaps" }],
    "malformed_answer",
    "unknown",
  ],
  ["nothing of a status", [200, {}], "malformed_answer", "unknown"],
];

describe.each(CHANGES)("%s", (_what, send, call) => {
  test.each(ANSWERS)("answered with %s", async (_answer, answer, code, effect) => {
    const { gateway, seen } = await resellerClub({ ...WORKING, [call]: answer });
    const told = await send(gateway);
    expect(told).toMatchObject({ ok: false, error: { code, effect } });
    expect(JSON.stringify(told)).not.toMatch(new RegExp(`${KEY}|${AUTH_CODE}|${CNP}|auth-userid`));
    expect(seen.filter((line) => line.includes(`/${call}.json`))).toHaveLength(1);
  });

  test("whose answer never comes may have happened", async () => {
    const { gateway } = await silentAt(call, (response) => response.socket?.destroy());
    expect(await send(gateway)).toMatchObject({
      error: { code: "unreachable", effect: "unknown" },
    });
    const { gateway: stalled } = await silentAt(call, () => undefined);
    expect(await send(stalled)).toMatchObject({ error: { code: "timeout", effect: "unknown" } });
  });

  test("that was never sent has not happened", async () => {
    expect(await send(open("http://127.0.0.1:1"))).toMatchObject({ error: { effect: "none" } });
  });
});

/** A server that works, but for one call. */
const silentAt = (call: string, silence: (response: import("node:http").ServerResponse) => void) =>
  facing(
    (request, response) => {
      const asked = /\/api\/(.*)\.json\?/.exec(request.url ?? "")?.[1] ?? "";
      if (asked === call) return silence(response);
      const [status, body] = WORKING[asked] ?? [404, ""];
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
    },
    undefined,
    500,
  );

test.each(
  CHANGES,
)("%s whose first read fails has not happened", async (_what, send, _call, calls) => {
  const first = /\/api\/(.*)\.json\?/.exec(calls[0] ?? "")?.[1] ?? "";
  for (const answer of [
    [500, ""],
    [200, "<html>"],
    [429, ""],
  ] as const) {
    const { gateway, seen } = await resellerClub({ ...WORKING, [first]: answer });
    expect(await send(gateway)).toMatchObject({ ok: false, error: { effect: "none" } });
    expect(seen).toEqual(calls.slice(0, 1));
  }
});

describe("a purchase", () => {
  const purchases = CHANGES.slice(0, 3);
  test.each(purchases)("%s above the expected price is not ordered", async (what) => {
    const { gateway, seen } = await resellerClub(WORKING);
    const cheap = { expectedPriceMinor: 848 };
    const sent = what.endsWith("registration")
      ? gateway.register({ ...order, ...cheap })
      : what.endsWith("transfer")
        ? gateway.transferIn({ ...move, ...cheap })
        : gateway.renew({ ...renewal, ...cheap });
    expect(await sent).toMatchObject({
      error: {
        code: "conflict",
        effect: "none",
        field: "price",
        message: expect.stringContaining("8.49 USD"),
      },
    });
    expect(seen.join()).not.toContain("POST");
  });

  test("of several years costs each of them", async () => {
    const { gateway } = await resellerClub(WORKING);
    const years = { periodYears: 3, expectedPriceMinor: 2399 };
    expect(await gateway.register({ ...order, ...years })).toMatchObject({
      error: { field: "price" },
    });
    expect(await gateway.register({ ...order, ...years, expectedPriceMinor: 2400 })).toMatchObject({
      ok: true,
    });
    expect(
      await gateway.register({ ...order, periodYears: 4, expectedPriceMinor: 99_999 }),
    ).toMatchObject({
      error: { code: "not_eligible", field: "years" },
    });
  });

  test.each([
    ["taken", { status: "regthroughothers" }, "domain_taken"],
    ["not known to be free", { status: "unknown" }, "server_error"],
    ["premium", { status: "available", costHash: { create: "8.49" } }, "not_eligible"],
    ["claimed", { status: "available", "tm-claims-key": "k" }, "not_eligible"],
  ])("of a name that is %s is not ordered", async (_what, entry, code) => {
    const { gateway, seen } = await resellerClub({
      ...WORKING,
      "domains/available": [200, { "brightmeadow.com": entry }],
    });
    expect(await gateway.register(order)).toMatchObject({ error: { code, effect: "none" } });
    expect(seen.join()).not.toContain("POST");
  });

  test("in another currency than the account's is not ordered", async () => {
    const { gateway, seen } = await resellerClub(WORKING);
    expect(await gateway.renew({ ...renewal, currency: "EUR" })).toMatchObject({
      error: { code: "invalid_request", effect: "none" },
    });
    expect(seen.join()).not.toContain("POST");
  });
});

test.each([
  ["another expiry", "2025-12-31T00:04:50.000Z", "conflict"],
  ["a second of difference", "2026-12-31T00:04:51.000Z", "conflict"],
  ["no expiry", "", "invalid_request"],
])("a renewal of a name with %s is not ordered", async (_what, currentExpiresAt, code) => {
  const { gateway, seen } = await resellerClub(WORKING);
  expect(await gateway.renew({ ...renewal, currentExpiresAt })).toMatchObject({
    error: { code, effect: "none" },
  });
  expect(seen.join()).not.toContain("POST");
});

test("a renewal of a name whose expiry is not told is not ordered", async () => {
  const { endtime: _endtime, ...open } = DETAILS;
  const { gateway, seen } = await resellerClub({
    ...WORKING,
    "domains/details-by-name": [200, open],
  });
  expect(await gateway.renew(renewal)).toMatchObject({
    error: { code: "malformed_answer", effect: "none" },
  });
  expect(seen.join()).not.toContain("POST");
});

test("a flag may come as text, and says whether a transfer is begun", async () => {
  const text = await resellerClub({ ...WORKING, "domains/validate-transfer": [200, '"true"'] });
  expect(await text.gateway.transferIn(move)).toMatchObject({ ok: true });
  for (const no of [false, "false"]) {
    const { gateway, seen } = await resellerClub({
      ...WORKING,
      "domains/validate-transfer": [200, no],
    });
    expect(await gateway.transferIn(move)).toMatchObject({
      error: { code: "not_eligible", effect: "none" },
    });
    expect(seen).toHaveLength(1);
  }
});

test("a transfer adds one year, and takes nameservers along", async () => {
  const { gateway, seen } = await resellerClub({ ...WORKING, "domains/available": [200, TAKEN] });
  expect(await gateway.transferIn({ ...move, periodYears: 2 })).toMatchObject({
    error: { code: "invalid_request", field: "years" },
  });
  expect(seen).toEqual([]);
  expect(await gateway.transferIn({ ...move, nameservers: hosts })).toMatchObject({ ok: true });
  expect(seen.at(-1)).toContain("auth-code=canaryAuth%217&ns=ns1.example.net&ns=ns2.example.net&");
});

test("the code of a transfer is blotted out where it is echoed, and so is who asks", async () => {
  const { gateway } = await resellerClub({
    ...WORKING,
    "domains/transfer": [200, ERROR(`Bad code ${AUTH_CODE} of reseller ${USER_ID}, key ${KEY}`)],
  });
  const told = await gateway.transferIn(move);
  expect(told).toMatchObject({
    error: {
      message: expect.stringContaining("Bad code [secret] of reseller [reseller], key [secret]"),
    },
  });
});

test("without nameservers the customer's own are taken, and one is too few", async () => {
  const { gateway, seen } = await resellerClub(WORKING);
  expect(await gateway.register({ ...order, nameservers: [] })).toMatchObject({ ok: true });
  expect(seen).toContain(get("domains/customer-default-ns", `customer-id=${CUSTOMER_ID}`));
  expect(seen.at(-1)).toContain("&ns=ns7.example.net&ns=ns8.example.net&");
  const few = hosts.slice(0, 1);
  const many = Array.from({ length: 14 }, () => hosts)
    .flat()
    .slice(0, 14);
  for (const nameservers of [few, many])
    expect(await gateway.updateNameservers({ ...change, nameservers })).toMatchObject({
      error: { code: "invalid_nameservers", effect: "none" },
    });
});

test("each different contact is booked once, and the holder stands in for the rest", async () => {
  const { gateway, seen } = await resellerClub(WORKING);
  const person = { ...ANA, kind: "person" as const, givenName: "Ion", state: "Cluj" };
  const { organisation: _none, ...tech } = person;
  const contacts = { registrant: ANA, admin: ANA, tech };
  expect(await gateway.register({ ...order, contacts })).toMatchObject({ ok: true });
  const booked = seen.filter((line) => line.includes("contacts/add"));
  expect(booked).toHaveLength(2);
  expect(booked[1]).toContain("name=Ion+Pop&company=N%2FA&");
  expect(booked[1]).toContain("&city=Cluj&state=Cluj&country=RO&");
});

test.each([
  ["a phone that is too short", { phone: "+40.123" }, "registrant.phone"],
  ["no postal code", { postalCode: undefined }, "registrant.postalCode"],
  ["an address that is none", { email: "ana" }, "registrant.email"],
])("a holder with %s is told before anything is sent", async (_what, odd, field) => {
  const { gateway, seen } = await resellerClub(WORKING);
  const registrant = { ...ANA, ...odd } as typeof ANA;
  expect(await gateway.register({ ...order, contacts: { registrant } })).toMatchObject({
    error: { code: "invalid_registrant", effect: "none", field },
  });
  expect(seen.join()).not.toContain("POST");
});

test("without a holder nothing is ordered", async () => {
  const { gateway, seen } = await resellerClub(WORKING);
  expect(await gateway.register({ ...order, contacts: { tech: ANA } })).toMatchObject({
    error: { code: "invalid_registrant", field: "registrant" },
  });
  expect(seen.join()).not.toContain("POST");
});

test("a contact that is refused or lost leaves the name as it was", async () => {
  const refused = await resellerClub({
    ...WORKING,
    "contacts/add": [500, ERROR("{email=Invalid}")],
  });
  expect(await refused.gateway.register(order)).toMatchObject({
    error: { code: "invalid_registrant", effect: "none", field: "email" },
  });
  for (const answer of [
    [502, ""],
    [200, 0],
    [200, -1],
    [200, { contactid: 1 }],
  ] as const) {
    const { gateway, seen } = await resellerClub({ ...WORKING, "contacts/add": answer });
    expect(await gateway.register(order)).toMatchObject({ error: { effect: "none" } });
    expect(seen.join()).not.toContain("domains/register.json");
  }
});

test("contacts of a registry's own kind are booked as such", async () => {
  const { gateway, seen } = await resellerClub({
    ...WORKING,
    "domains/details-by-name": [200, { ...DETAILS, domainname: "brightmeadow.co.uk" }],
  });
  const uk = "brightmeadow.co.uk" as typeof name;
  expect(
    await gateway.updateContacts({ ...change, name: uk, contacts: { admin: ANA } }),
  ).toMatchObject({ ok: true });
  expect(seen[1]).toContain("&type=UkContact");
});

test.each([
  true,
  false,
])("privacy is set to %j by order, and nothing is bought", async (enabled) => {
  const { gateway, seen } = await resellerClub(WORKING);
  expect(await gateway.setPrivacy({ ...change, enabled })).toMatchObject({
    value: { outcome: "confirmed" },
  });
  expect(seen).toEqual([
    DETAILS_CALL,
    post(
      "domains/modify-privacy-protection",
      `order-id=38483289&protect-privacy=${enabled}&reason=Asked+for+by+whoever+looks+after+the+name.`,
    ),
  ]);
});

test("privacy that is not to be had for a name is refused before anything is sent, but can be switched off", async () => {
  const without = { ...DETAILS, privacyprotectedallowed: "false" };
  const script: Script = { ...WORKING, "domains/details-by-name": [200, without] };
  const { gateway, seen } = await resellerClub(script);
  expect(await gateway.setPrivacy({ ...change, enabled: true })).toMatchObject({
    error: { code: "not_eligible", effect: "none", message: expect.stringContaining("bought") },
  });
  expect(seen).toEqual([DETAILS_CALL]);
  expect(await gateway.setPrivacy({ ...change, enabled: false })).toMatchObject({ ok: true });
});

test("privacy that was never bought is told as that, and not bought", async () => {
  const message = "Privacy Protection has not been purchased for this order";
  const { gateway, seen } = await resellerClub({
    ...WORKING,
    "domains/modify-privacy-protection": [200, { status: "ERROR", message }],
  });
  expect(await gateway.setPrivacy({ ...change, enabled: true })).toMatchObject({
    error: { code: "not_eligible", effect: "none", message: expect.stringContaining(message) },
  });
  expect(seen).toHaveLength(2);
});

test("what the API has no call for is refused with what to do instead", async () => {
  const { gateway, seen } = await resellerClub(WORKING);
  expect(gateway.capabilities.auto_renew).toMatchObject({ supported: false });
  expect(await gateway.setAutoRenew({ ...change, enabled: true })).toMatchObject({
    error: { code: "unsupported", effect: "none", message: expect.stringContaining("panel") },
  });
  expect(seen).toEqual([]);
});

test("without a customer nothing new is ordered, and everything else works", async () => {
  const { gateway, seen } = await resellerClub(WORKING, {});
  expect(gateway.capabilities).toMatchObject({
    register: { supported: false },
    transfer_in: { supported: false },
    renew: { supported: true },
  });
  for (const told of [await gateway.register(order), await gateway.transferIn(move)])
    expect(told).toMatchObject({
      error: { code: "unsupported", message: expect.stringContaining("customer") },
    });
  expect(seen).toEqual([]);
  expect(await gateway.renew(renewal)).toMatchObject({ ok: true });
});
