import { sql } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { inTenant } from "@/db/client";
import type { ServiceContext } from "../kernel/context";
import { ok } from "../kernel/result";
import { makePlan } from "../plans/make-plan";
import { planRows } from "../plans/plan-rows";
import { EMPTY_PLAN_ROW_QUERY } from "../plans/queries";
import { tagDomains } from "../portfolio/tag-domains";
import type { Price, RegistrarGateway } from "../registrars/gateway";
import { contextFor } from "../testing/context";
import { installOn } from "../testing/installed";
import { type TestDatabase, testDatabase } from "../testing/postgres";
import { proven, seedAccount, seedDomains, seedPartners } from "../testing/seed";
import { decideAlert, seeAlerts } from "./decide-alert";
import { exportPrices } from "./export-prices";
import { importPrices } from "./import-prices";
import { listAlerts } from "./list-alerts";
import { listQuotes } from "./list-quotes";
import { readNamePrice } from "./name-price";
import { planFromAlert } from "./plan-from-alert";
import { readPriceHistory } from "./price-history";
import { listPriceRules, removePriceRule, savePriceRule } from "./price-rules";
import { EMPTY_ALERT_QUERY, EMPTY_QUOTE_QUERY, EMPTY_TLD_PRICES_QUERY } from "./queries";
import { readForecast } from "./read-forecast";
import type { SavePriceRuleInput } from "./rules/schemas";
import { sendDigests } from "./send-digests";
import { setCeiling } from "./set-ceiling";
import { setPrice } from "./set-price";
import { syncPrices } from "./sync-prices";
import { readTldPrices } from "./tld-prices";

let database: TestDatabase;
let acme: string;
let lumen: string;
let account: string;
let other: string;
let names: string[];
let now: Date;
let proof: ServiceContext["actor"];

const gateway = {
  registrar: "gandi",
  capabilities: new Proxy({}, { get: () => ({ supported: true }) }),
  readPrices: async () =>
    ok([
      {
        action: "renew",
        minYears: 1,
        maxYears: 9,
        priceMinor: 1500,
        currency: "EUR",
        isPremium: false,
      } satisfies Price,
    ]),
} as unknown as RegistrarGateway;

const context = (over: Partial<ServiceContext> = {}): ServiceContext =>
  contextFor(
    database.db,
    { role: "admin" },
    { now: () => now, registrars: { open: () => ok(gateway) }, ...over },
  );
/** An administrator who has just shown who they are. */
const admin = () => context({ actor: proof });
const JOB = { kind: "job", id: "test", name: "test" } as const;
const customer = (partnerId = acme) => contextFor(database.db, { role: "customer", partnerId });

const rows = <T extends Record<string, unknown>>(query: ReturnType<typeof sql>) =>
  inTenant(database.db, "*", (tx) => tx.execute<T>(query)).then((found) => [...found]);

const price = (amount: string, over: Partial<Parameters<typeof setPrice>[1]> = {}) =>
  setPrice(admin(), {
    accountId: account,
    tld: "org",
    action: "renew",
    amount,
    currency: "EUR",
    ...over,
  });

const rule = (over: Partial<SavePriceRuleInput> = {}): SavePriceRuleInput => ({
  name: "Rule",
  thresholdPercent: "10",
  thresholdAmount: "1",
  needsBoth: true,
  tlds: [],
  tags: [],
  recipients: [],
  delivery: "immediate",
  isEnabled: true,
  ...over,
});

const alerts = async () => (await listAlerts(context(), EMPTY_ALERT_QUERY)).rows;
const mails = () =>
  rows<{ recipient: string; subject: string; text: string }>(
    sql`select recipient, subject, text_body as text from mail_outbox order by created_at, recipient`,
  );

beforeEach(async () => {
  now = new Date("2026-05-01T09:00:00Z");
  database = await testDatabase();
  installOn(database);
  proof = (await proven(database.db, context())).actor;
  [acme = "", lumen = ""] = await seedPartners(database.db, "acme", "lumen");
  account = await seedAccount(database.db, {
    name: "Here",
    mode: "full",
    paidCallsAt: "2026-01-01T00:00:00Z",
  });
  other = await seedAccount(database.db, { name: "There" });
  names = await seedDomains(database.db, account, [
    {
      name: "one.org",
      partnerId: acme,
      tags: ["brand"],
      renewBy: "2026-05-20",
      lifecycle: "active",
    },
    { name: "two.org", partnerId: lumen, renewBy: "2026-07-15", lifecycle: "active" },
    { name: "three.co.uk", renewBy: "2027-04-01", lifecycle: "active" },
    { name: "gone.org", renewBy: "2026-06-01", autoRenewWish: false, lifecycle: "active" },
  ]);
  await rows(sql`update domains set expires_at = renew_by where true`);
  await rows(sql`delete from price_rules`);
});
afterEach(() => database.drop());

describe("rules", () => {
  test("of one ending or one tag speak of nothing else", async () => {
    await savePriceRule(context(), rule({ name: "uk", tlds: ["uk"] }));
    await savePriceRule(context(), rule({ name: "brand", tags: ["nobody"] }));
    await price("10.00");
    expect(await price("20.00")).toMatchObject({ changed: 1, alerts: 0 });
    await savePriceRule(context(), rule({ name: "brands", tags: ["brand"] }));
    expect(await price("30.00")).toMatchObject({ alerts: 1 });
    await price("10.00", { tld: "co.uk" });
    expect(await price("20.00", { tld: "co.uk" })).toMatchObject({ alerts: 1 });
  });

  test("that are switched off raise nothing, and without any rule a move is history alone", async () => {
    await savePriceRule(context(), rule({ isEnabled: false }));
    await price("10.00");
    expect(await price("20.00")).toMatchObject({ changed: 1, alerts: 0 });
  });

  test("that name no percentage follow the organisation's", async () => {
    await savePriceRule(context(), rule({ thresholdPercent: null }));
    expect((await listPriceRules(context())).rules).toMatchObject([
      { thresholdPercent: null, holdsPercent: "10", thresholdAmount: "1" },
    ]);
    await price("10.00");
    expect(await price("11.00")).toMatchObject({ alerts: 1 });
  });

  test("two that agree tell one recipient once, at once when one of them says so", async () => {
    await savePriceRule(context(), rule({ name: "a", recipients: ["anna@example.com"] }));
    await savePriceRule(
      context(),
      rule({ name: "b", recipients: ["anna@example.com", "ben@example.com"], delivery: "digest" }),
    );
    await price("10.00");
    await price("15.00");
    expect(await mails()).toMatchObject([
      {
        recipient: "anna@example.com",
        subject: "Renewal of .org at Here rose from 10.00 EUR to 15.00 EUR (+50 %)",
      },
    ]);
    expect((await mails())[0]?.text).toContain("3 names, 15.00 EUR more a year");
  });

  test("of a digest put a day's alerts into one letter, once, in the morning", async () => {
    await savePriceRule(context(), rule({ recipients: ["ben@example.com"], delivery: "digest" }));
    const job = (at: string) => ({ ...context({ now: () => new Date(at) }), actor: JOB });
    await price("10.00");
    await price("15.00");
    await price("20.00");
    expect(await sendDigests(job("2026-05-02T06:59:00Z"))).toBe(0);
    const many = await Promise.all([1, 2, 3].map(() => sendDigests(job("2026-05-02T07:00:00Z"))));
    expect(many.reduce((sum, one) => sum + one)).toBe(1);
    expect(await mails()).toMatchObject([{ subject: "2 prices moved at your registrars" }]);
    await price("30.00");
    expect(await sendDigests(job("2026-05-02T12:00:00Z"))).toBe(0);
    expect(await sendDigests(job("2026-05-03T08:00:00Z"))).toBe(1);
  });

  test("are refused what they cannot be, and say who changed them", async () => {
    const { id } = await savePriceRule(context(), rule());
    await expect(savePriceRule(context(), rule())).rejects.toMatchObject({ code: "invalid_input" });
    await expect(
      savePriceRule(context(), rule({ id, version: 7, name: "Other" })),
    ).rejects.toMatchObject({ code: "conflict" });
    await expect(
      savePriceRule(context(), rule({ name: "x", recipients: ["nobody"] })),
    ).rejects.toThrow();
    await savePriceRule(context(), rule({ id, version: 1, thresholdPercent: "25" }));
    await removePriceRule(context(), { id });
    expect(
      await rows(
        sql`select action, actor_name as who from audit_entries where object_kind = 'price' order by id`,
      ),
    ).toEqual([
      { action: "price.rule_saved", who: "admin of the test" },
      { action: "price.rule_saved", who: "admin of the test" },
      { action: "price.rule_removed", who: "admin of the test" },
    ]);
  });
});

describe("prices by hand and from files", () => {
  test("one that was announced holds from its day; it is told once, with the day", async () => {
    await savePriceRule(context(), rule());
    await price("10.00");
    expect(await price("15.00", { validFrom: "2026-09-01" })).toMatchObject({ alerts: 1 });
    expect(await alerts()).toMatchObject([
      { effectiveOn: "2026-09-01", names: 3, yearlyMinor: 1500 },
    ]);
    const cell = async () =>
      (await readTldPrices(context(), EMPTY_TLD_PRICES_QUERY)).rows.find(({ tld }) => tld === "org")
        ?.cells[0]?.minor;
    expect(await cell()).toBe(1000);
    now = new Date("2026-09-01T00:00:00Z");
    expect(await cell()).toBe(1500);
    expect(await price("15.00")).toMatchObject({ changed: 0, alerts: 0 });
  });

  test("an announced price that comes early is no second piece of news", async () => {
    await savePriceRule(context(), rule());
    await price("10.00");
    await price("15.00", { validFrom: "2026-09-01" });
    now = new Date("2026-08-20T00:00:00Z");
    expect(await price("15.00")).toMatchObject({ changed: 1, alerts: 0 });
  });

  test("a file is looked at first and keeps nothing; then its good lines are taken over", async () => {
    const text = "tld,action,price,currency\norg,renew,10,EUR\nuk,renew,,EUR\nco.uk,transfer,0,EUR";
    const preview = await importPrices(admin(), { accountId: account, text, isPreview: true });
    expect(preview).toMatchObject({ lines: 3, good: 2, first: 2, problems: [{ line: 3 }] });
    expect(await rows(sql`select 1 from prices`)).toEqual([]);
    const done = await importPrices(admin(), { accountId: account, text, isPreview: false });
    expect(done).toEqual(preview);
    const again = await importPrices(admin(), { accountId: account, text, isPreview: false });
    expect(again).toMatchObject({ first: 0, changed: 0, same: 2 });
    expect(await rows(sql`select 1 from prices`)).toHaveLength(2);
  });

  test("are an administrator's to write, who has just shown who it is; looking at a file needs no proof", async () => {
    const one = { accountId: account, tld: "org", action: "renew", amount: "10" } as const;
    const file = { accountId: account, text: "tld,action,price,currency\norg,renew,10,EUR" };
    const staff = contextFor(database.db, { role: "staff" });
    for (const act of [
      () => setPrice(staff, { ...one, currency: "EUR" }),
      () => importPrices(staff, { ...file, isPreview: true }),
    ])
      await expect(act()).rejects.toMatchObject({ code: "forbidden", permission: "price.enter" });
    for (const act of [
      () => setPrice(context(), { ...one, currency: "EUR" }),
      () => importPrices(context(), { ...file, isPreview: false }),
    ])
      await expect(act()).rejects.toMatchObject({
        code: "forbidden",
        fields: { session: [{ code: "step_up_required" }] },
      });
    await importPrices(context(), { ...file, isPreview: true });
    expect(await rows(sql`select 1 from prices`)).toEqual([]);
    expect(await rows(sql`select 1 from price_targets`)).toEqual([]);
  });

  test("what is no amount is refused with its field", async () => {
    for (const amount of ["", "-1", "1.001", "a"])
      await expect(price(amount)).rejects.toMatchObject({ fields: { amount: expect.anything() } });
    await expect(price("1", { currency: "XXY" })).rejects.toMatchObject({
      fields: { currency: expect.anything() },
    });
    await expect(price("1", { accountId: acme })).rejects.toMatchObject({ code: "not_found" });
  });

  test("of endings in other scripts are told as people write them, and kept as they are registered", async () => {
    await savePriceRule(context(), rule({ tlds: ["РФ", "com"], recipients: ["anna@example.com"] }));
    expect((await listPriceRules(context())).rules).toMatchObject([
      { tlds: ["xn--p1ai", "com"], tldsUnicode: ["рф", "com"] },
    ]);
    await price("10.00", { tld: "рф" });
    await price("20.00", { tld: "xn--p1ai" });
    const text = "tld,action,price,currency\n.рф,register,5,EUR\nxn--p1ai,transfer,5,EUR";
    const file = { accountId: account, text, isPreview: false };
    expect(await importPrices(admin(), file)).toMatchObject({ good: 2, first: 2 });
    expect(await rows(sql`select distinct tld from prices`)).toEqual([{ tld: "xn--p1ai" }]);
    expect((await readTldPrices(context(), EMPTY_TLD_PRICES_QUERY)).rows).toContainEqual(
      expect.objectContaining({ tld: "xn--p1ai", tldUnicode: "рф" }),
    );
    expect(await alerts()).toMatchObject([{ tld: "xn--p1ai", tldUnicode: "рф" }]);
    expect(await mails()).toMatchObject([
      { subject: "Renewal of .рф at Here rose from 10.00 EUR to 20.00 EUR (+100 %)" },
    ]);
    await expect(price("1", { tld: "xn--zz--" })).rejects.toMatchObject({
      fields: { tld: [{ code: "bad_char" }] },
    });
  });

  test("are exported with both spellings of an ending, in a file that can be brought in again", async () => {
    await price("10.00", { tld: "рф" });
    await price("1100", { accountId: other, tld: "jp", currency: "JPY" });
    const exported = async () => {
      const pieces: string[] = [];
      for await (const piece of exportPrices(context())) pieces.push(piece);
      return pieces.join("");
    };
    const text = await exported();
    expect(text.split("\r\n").slice(1)).toEqual([
      "Here,xn--p1ai,рф,renew,1,10.00,EUR,2026-05-01T09:00:00.000Z,hand",
      "There,jp,jp,renew,1,1100,JPY,2026-05-01T09:00:00.000Z,hand",
      "",
    ]);
    const file = { accountId: account, text, isPreview: false };
    expect(await importPrices(admin(), file)).toMatchObject({ good: 2, first: 1, same: 1 });
    expect(() => exportPrices(customer())).toThrow(/role/);
  });

  test("what was once told can be changed by nobody", async () => {
    await price("10.00");
    await expect(rows(sql`update prices set price_minor = 1`)).rejects.toThrow();
    await expect(rows(sql`delete from prices`)).rejects.toThrow();
  });
});

describe("alerts", () => {
  beforeEach(async () => {
    await savePriceRule(context(), rule());
    await price("10.00");
    await price("15.00");
  });

  test("name the account where it costs less, and when moving pays", async () => {
    await price("12.00", { accountId: other });
    await price("16.50", { accountId: other, action: "transfer" });
    expect(await alerts()).toMatchObject([
      { cheaper: { account: "There", renewMinor: 1200, savedMinor: 900, payBackYears: 0.5 } },
    ]);
    now = new Date("2026-05-02T09:00:00Z");
    await price("11.00", { accountId: other, currency: "USD" });
    expect(await alerts()).toMatchObject([{ kind: "currency" }, { kind: "price", cheaper: null }]);
  });

  test("are new, then seen, then decided, and stay decided", async () => {
    const [{ id } = { id: "" }] = await alerts();
    expect(await seeAlerts(context(), { ids: [id] })).toEqual({ seen: 1 });
    await decideAlert(context(), { id, decision: "accepted" });
    expect(await seeAlerts(context(), { ids: [id] })).toEqual({ seen: 0 });
    expect(await alerts()).toMatchObject([{ state: "decided", decision: "accepted" }]);
    expect((await listAlerts(context(), { ...EMPTY_ALERT_QUERY, state: ["new"] })).rows).toEqual(
      [],
    );
    await expect(decideAlert(context(), { id: acme, decision: "moved" })).rejects.toMatchObject({
      code: "not_found",
    });
  });

  test("become a plan for every name they bear on, and nothing is sent", async () => {
    const [{ id } = { id: "" }] = await alerts();
    const asked = { key: "a-key-of-a-test-1", alertId: id };
    const { planId } = await planFromAlert(context(), {
      ...asked,
      change: { kind: "renew", years: 2 },
    });
    const { rows: planned } = await planRows(context(), { id: planId }, EMPTY_PLAN_ROW_QUERY);
    expect(planned.map(({ name }) => name)).toEqual(["gone.org", "one.org", "two.org"]);
    expect(await alerts()).toMatchObject([{ state: "decided", decision: "renewed" }]);
    expect(await rows(sql`select 1 from operations`)).toEqual([]);
  });
});

describe("ceilings", () => {
  const planned = async (over = context()) => {
    const plan = await makePlan(over, {
      key: `key-of-a-test-${Math.random()}`,
      selection: { ids: [names[0] ?? ""] },
      change: { kind: "renew", years: 2 },
    });
    return (await planRows(over, { id: plan.id }, EMPTY_PLAN_ROW_QUERY)).rows[0];
  };

  test("of a name come before those of its tags, and a renewal above says so", async () => {
    await setCeiling(context(), { of: { tag: "brand" }, amount: "12.00" });
    expect(await planned()).toMatchObject({
      verdict: "change",
      risks: expect.arrayContaining(["above_ceiling"]),
      detail: "15.00 EUR a year is above its ceiling of 12.00 EUR of the tag brand.",
    });
    await setCeiling(context(), { of: { domainId: names[0] ?? "" }, amount: "15.00" });
    expect((await planned())?.risks).not.toContain("above_ceiling");
    await setCeiling(context(), { of: { domainId: names[0] ?? "" }, amount: null });
    expect((await planned())?.risks).toContain("above_ceiling");
  });

  test("that are hit mark their names, and the mark goes with its cause", async () => {
    const [one = "", , , gone = ""] = names;
    const above = async () =>
      (
        await rows<{ name: string }>(
          sql`select name from domains where flags & 256 <> 0 order by name`,
        )
      ).map(({ name }) => name);
    await setCeiling(context(), { of: { tag: "brand" }, amount: "12.00" });
    await setCeiling(context(), { of: { domainId: gone }, amount: "9.99" });
    expect(await above()).toEqual([]);
    await price("10.00");
    expect(await above()).toEqual(["gone.org"]);
    await price("15.00");
    expect(await above()).toEqual(["gone.org", "one.org"]);
    await setCeiling(context(), { of: { domainId: gone }, amount: null });
    expect(await above()).toEqual(["one.org"]);
    // The house's ceiling holds on, though a customer does not see it.
    await setCeiling(customer(), { of: { domainId: one }, amount: "20.00" });
    expect(await above()).toEqual([]);
    await setCeiling(customer(), { of: { domainId: one }, amount: null });
    expect(await above()).toEqual(["one.org"]);
    const tagging = { selection: { ids: [one] } };
    await tagDomains(context(), { ...tagging, add: [], remove: ["brand"] });
    expect(await above()).toEqual([]);
    await tagDomains(context(), { ...tagging, add: ["brand"], remove: [] });
    expect(await above()).toEqual(["one.org"]);
    await price("11.00", { validFrom: "2026-09-01" });
    expect(await above()).toEqual(["one.org"]);
    now = new Date("2026-09-02T00:00:00Z");
    await syncPrices(context(), { accountId: other, budgetMs: 0, trigger: "manual" });
    expect(await above()).toEqual([]);
    await setCeiling(context(), { of: { tag: "brand" }, amount: "1.00", currency: "USD" });
    expect(await above()).toEqual([]);
  });

  test("in another currency are not held against the price, and that is said", async () => {
    await setCeiling(context(), { of: { tag: "brand" }, amount: "1", currency: "USD" });
    const row = await planned();
    expect(row?.risks).not.toContain("above_ceiling");
    expect(row?.detail).toContain("not held against its ceiling of 1.00 USD");
  });

  test("of names stay behind the partner's wall and go with their name", async () => {
    const [mine = "", theirs = ""] = names;
    await setCeiling(customer(), { of: { domainId: mine }, amount: "9" });
    await expect(
      setCeiling(customer(), { of: { domainId: theirs }, amount: "9" }),
    ).rejects.toMatchObject({ code: "not_found" });
    await expect(readNamePrice(customer(), theirs)).rejects.toMatchObject({ code: "not_found" });
    const kept = (partner: string) =>
      inTenant(database.db, partner, (tx) => tx.execute(sql`select 1 from renewal_ceilings`));
    expect(await kept(acme)).toHaveLength(1);
    expect(await kept(lumen)).toHaveLength(0);
    await rows(sql`update domains set partner_id = null where id = ${mine}`);
    await rows(sql`update domains set partner_id = ${lumen} where id = ${mine}`);
    expect(await kept(acme)).toHaveLength(0);
    expect(await kept(lumen)).toHaveLength(1);
  });

  test("of a customer's tag hold for the names of their partner alone", async () => {
    await rows(sql`update domains set tags = '{brand}' where name = 'two.org'`);
    await setCeiling(customer(), { of: { tag: "brand" }, amount: "9" });
    await price("10.00");
    const quotes = await listQuotes(context(), { ...EMPTY_QUOTE_QUERY, only: "over" });
    expect(quotes.rows.map(({ name }) => name)).toEqual(["one.org"]);
  });
});

describe("what is read", () => {
  test("endings side by side, the cheapest of a currency marked, names counted under their own ending", async () => {
    await price("10.00");
    await price("9.00", { accountId: other });
    await price("1.00", { accountId: other, tld: "co.uk", currency: "USD" });
    const { rows: endings } = await readTldPrices(context(), EMPTY_TLD_PRICES_QUERY);
    expect(endings).toMatchObject([
      { tld: "co.uk", names: 1, cells: [{ currency: "USD", isCheapest: false }] },
      {
        tld: "org",
        names: 3,
        cells: expect.arrayContaining([
          expect.objectContaining({ accountId: account, isCheapest: false }),
          expect.objectContaining({ accountId: other, isCheapest: true }),
        ]),
      },
    ]);
  });

  test("the history of an ending holds every move with the alert it raised", async () => {
    await savePriceRule(context(), rule());
    await price("10.00");
    now = new Date("2026-05-03T09:00:00Z");
    await price("15.00");
    const [alert] = await alerts();
    const { series } = await readPriceHistory(context(), {
      tld: "org",
      name: "",
      action: "renew",
      years: 1,
    });
    expect(series).toMatchObject([
      {
        account: "Here",
        names: 3,
        points: [
          { at: "2026-05-01T09:00:00.000Z", minor: 1000, alertId: null },
          { at: "2026-05-03T09:00:00.000Z", minor: 1500, alertId: alert?.id },
        ],
      },
    ]);
  });

  test("names' quotes come page by page, the first to be renewed on top", async () => {
    await price("10.00");
    const first = await listQuotes(context(), { ...EMPTY_QUOTE_QUERY, limit: 2 });
    const second = await listQuotes(context(), {
      ...EMPTY_QUOTE_QUERY,
      limit: 2,
      cursor: first.nextCursor,
    });
    expect([...first.rows, ...second.rows].map(({ name, price: of }) => [name, of?.minor])).toEqual(
      [
        ["one.org", 1000],
        ["gone.org", 1000],
        ["two.org", 1000],
        ["three.co.uk", undefined],
      ],
    );
    expect(second.nextCursor).toBeNull();
  });

  test("the forecast counts each name once in its month, leaves out what is let go, and tells what has no price", async () => {
    await price("10.00");
    const forecast = await readForecast(context());
    expect(forecast.months).toHaveLength(12);
    expect(forecast.lines).toMatchObject([
      { account: "Here", currency: "EUR", names: 2, minor: 2000 },
    ]);
    expect(forecast.lines[0]?.byMonth.slice(0, 3)).toEqual([
      { names: 1, minor: 1000 },
      { names: 0, minor: 0 },
      { names: 1, minor: 1000 },
    ]);
    expect(forecast.unpriced).toBe(1);
    expect(forecast.totals).toMatchObject([
      { days: 30, names: 1, sums: [{ minor: 1000 }] },
      { days: 90, names: 2, sums: [{ minor: 2000 }] },
      { days: 365, names: 3, unpriced: 1 },
    ]);
  });

  test("customers are told no price of an account, staff are", async () => {
    await price("10.00");
    await setCeiling(customer(), { of: { domainId: names[0] ?? "" }, amount: "9" });
    expect(await readNamePrice(customer(), names[0] ?? "")).toMatchObject({
      seesPrices: false,
      history: [],
      quote: { price: null, account: "", ceiling: { minor: 900 }, isOverCeiling: null },
    });
    expect(await readNamePrice(context(), names[0] ?? "")).toMatchObject({
      seesPrices: true,
      quote: { price: { minor: 1000 }, isOverCeiling: true },
      history: [{ minor: 1000 }],
    });
    for (const verb of [
      () => listAlerts(customer(), EMPTY_ALERT_QUERY),
      () => readTldPrices(customer(), EMPTY_TLD_PRICES_QUERY),
      () => listQuotes(customer(), EMPTY_QUOTE_QUERY),
      () => readForecast(customer()),
      () => listPriceRules(customer()),
      () => savePriceRule(customer(), rule()),
      () =>
        planFromAlert(customer(), {
          key: "a-key-of-a-test-2",
          alertId: acme,
          change: { kind: "let_go" },
        }),
    ])
      await expect(verb()).rejects.toMatchObject({ code: "forbidden" });
  });
});
