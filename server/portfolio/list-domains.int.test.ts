import postgres from "postgres";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { allCases, type Case } from "@/scripts/bench/explain/cases";
import { differs, truthOf } from "@/scripts/bench/truth";
import { wrongCounts } from "@/scripts/generate/counts";
import type { Houses } from "@/scripts/generate/houses";
import { loadPortfolio } from "@/scripts/generate/load";
import { contextFor } from "../testing/context";
import { installOn } from "../testing/installed";
import { type TestDatabase, testDatabase } from "../testing/postgres";
import { listDomains } from "./list-domains";

const ORDER = { names: 20_000, seed: 11, todayOn: "2026-01-15" };
const NOW = () => new Date(`${ORDER.todayOn}T12:00:00Z`);

let testing: TestDatabase;
let admin: postgres.Sql;
let houses: Houses;

beforeAll(async () => {
  testing = await testDatabase();
  installOn(testing);
  const url = new URL(inject("testServer").adminUrl);
  url.pathname = new URL(testing.urls.app).pathname;
  admin = postgres(url.href, { max: 1, onnotice: () => undefined });
  houses = await loadPortfolio({ ...ORDER, adminUrl: url.href });
});

afterAll(async () => {
  await admin.end();
  await testing.drop();
});

const contextOf = ({ asker: { partnerId } }: Case) =>
  contextFor(testing.db, partnerId ? { role: "customer", partnerId } : { role: "staff" }, {
    now: NOW,
  });

const everyNth = (nth: number) =>
  allCases(houses, ORDER.todayOn).filter((_, index) => index % nth === 0);

test("a list holds what reading every name would find, whatever is filtered and sorted", async () => {
  const wrong: string[] = [];
  for (const one of everyNth(17)) {
    const truth = await truthOf(admin, one.asker.partnerId, one.query, ORDER.todayOn);
    const given = await listDomains(contextOf(one), one.query);
    const difference = differs(given, truth, one.query.q !== "");
    if (difference) wrong.push(`${one.label}: ${difference}`);
  }
  expect(wrong).toEqual([]);
});

test("paging on through a list meets each of its names once, in order, and paging back the same", async () => {
  for (const one of everyNth(211).filter(({ query }) => query.q === "")) {
    const ctx = contextOf(one);
    const query = { ...one.query, limit: 200 };
    const truth = await truthOf(
      admin,
      one.asker.partnerId,
      { ...query, limit: 900 },
      ORDER.todayOn,
    );
    const met: string[] = [];
    let page = await listDomains(ctx, query);
    const first = page.rows.map(({ id }) => id);
    let last = page;
    while (met.push(...page.rows.map(({ id }) => id)) < 900 && page.nextCursor) {
      last = page;
      page = await listDomains(ctx, { ...query, cursor: page.nextCursor });
    }
    expect(met.slice(0, 900), one.label).toEqual(truth.ids);
    while (page.previousCursor) {
      last = page;
      page = await listDomains(ctx, { ...query, cursor: page.previousCursor });
    }
    expect(
      page.rows.map(({ id }) => id),
      one.label,
    ).toEqual(first);
    expect(last.total).toEqual(page.total);
  }
});

test("the counts that choose how a list is read are those of the names", async () => {
  expect(await wrongCounts(admin)).toBe(0);
});
