import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { inTenant } from "@/db/client";
import type { ServiceContext } from "../kernel/context";
import { transact } from "../kernel/transact";
import { DOMAIN_FLAG_NAMES, DOMAIN_FLAGS } from "../names/domain-flags";
import { contextFor } from "../testing/context";
import { installOn } from "../testing/installed";
import { type TestDatabase, testDatabase } from "../testing/postgres";
import { seedAccount, seedDomains, seedPartners } from "../testing/seed";
import { oddNames } from "./odd-names.cases";
import { portfolioFacets } from "./portfolio-facets";
import { portfolioOverview } from "./portfolio-overview";
import { readPortfolioQuery } from "./read-query";
import type { FacetCount, PortfolioFacets } from "./schemas";

let database: TestDatabase;
let house: ServiceContext;
let acme = "";
let lumen = "";

/** Changes of every kind by several connections at once, as syncs and people make them. */
async function unrest(): Promise<void> {
  const change = (text: string) => transact(house, (tx) => tx.execute(sql.raw(text)));
  await Promise.all([
    change("update domains set lifecycle = 'grace', flags = flags # 2 where name like 'name1%'"),
    change(`update domains set partner_id = '${lumen}' where partner_id is null and tld = 'com'`),
    change("update domains set tags = '{eu,new one}' where name like 'name2%'"),
    change("update domains set renew_by = renew_by + 3 where lock_state = 'locked'"),
    change("delete from domains where name like 'name5%'"),
    change("update domains set renew_by = null, auto_renew = 'off' where tld = 'net'"),
  ]);
  await change("update domains set tags = '{}' where tld = 'de' and lifecycle = 'grace'");
}

beforeAll(async () => {
  database = await testDatabase();
  installOn(database);
  [acme = "", lumen = ""] = await seedPartners(database.db, "acme", "lumen");
  const accounts = [await seedAccount(database.db), await seedAccount(database.db)];
  const rows = oddNames(400, [acme, acme, lumen, null]);
  await seedDomains(database.db, accounts[0] ?? "", rows.slice(0, 250));
  await seedDomains(database.db, accounts[1] ?? "", rows.slice(250));
  house = contextFor(database.db, { role: "staff" });
  await unrest();
});
afterAll(() => database.drop());

type Parts = Partial<
  Record<
    "q" | "tld" | "status" | "lock" | "autoRenew" | "flag" | "tag" | "days" | "partner",
    string
  >
>;

/** Values of one dimension, counted name by name under the conditions of all the others. */
async function truth(own: keyof Parts | "account", value: string, parts: Parts) {
  const where = Object.entries(parts).flatMap(([part, condition]) =>
    part === own ? [] : [`(${condition})`],
  );
  const rows = await inTenant(database.db, "*", (tx) =>
    tx.execute<{ value: string; names: number }>(
      sql.raw(`select ${value} as value, count(*)::int as names from domains
        where ${["true", ...where].join(" and ")} group by 1`),
    ),
  );
  return new Map(rows.map((row) => [row.value, row.names]));
}

const found = (counts: readonly FacetCount[]) =>
  new Map(counts.map(({ value, names }) => [value, names]));

const facetsOf = (text: string, ctx: ServiceContext = house): Promise<PortfolioFacets> =>
  portfolioFacets(ctx, readPortfolioQuery(new URLSearchParams(text)).query);

async function flagTruth(parts: Parts) {
  const sums = await truth("flag", "flags", parts);
  const entries = DOMAIN_FLAG_NAMES.map((flag) => {
    let names = 0;
    for (const [sum, count] of sums) if (Number(sum) & DOMAIN_FLAGS[flag]) names += count;
    return [flag, names] as const;
  });
  return new Map(entries.filter(([, names]) => names > 0));
}

const CASES: readonly (readonly [string, Parts])[] = [
  ["", {}],
  ["tld=com&tld=de", { tld: "tld in ('com', 'de')" }],
  [
    "tld=com&status=grace&lock=locked",
    { tld: "tld = 'com'", status: "lifecycle = 'grace'", lock: "lock_state = 'locked'" },
  ],
  ["flag=arrived&autoRenew=off", { flag: "flags & 32 <> 0", autoRenew: "auto_renew = 'off'" }],
  ["partner=none&tld=de", { partner: "partner_id is null", tld: "tld = 'de'" }],
  ["q=name3&lock=unlocked", { q: "search_text like '%name3%'", lock: "lock_state = 'unlocked'" }],
  ["tag=eu&status=active", { tag: "tags @> '{eu}'", status: "lifecycle = 'active'" }],
  ["renewWithin=10&tld=com", { days: "renew_by <= '2026-01-25'", tld: "tld = 'com'" }],
];

describe("each value is counted as plain SQL counts it, under all the other filters", () => {
  for (const [text, parts] of CASES)
    test(text || "no filter", async () => {
      const facets = await facetsOf(text);
      expect(found(facets.tld)).toEqual(await truth("tld", "tld", parts));
      expect(found(facets.account)).toEqual(await truth("account", "account_id::text", parts));
      expect(found(facets.status)).toEqual(await truth("status", "lifecycle", parts));
      expect(found(facets.lock)).toEqual(await truth("lock", "lock_state", parts));
      expect(found(facets.autoRenew)).toEqual(await truth("autoRenew", "auto_renew", parts));
      expect(found(facets.flag)).toEqual(await flagTruth(parts));
      const [all] = await truth("account", "'all'", parts);
      expect(facets.total).toBe(all?.[1] ?? 0);
    });
});

test("tags and days are counted under the other filters", async () => {
  const rows = async (select: string, where: string) => {
    const answer = await inTenant(database.db, "*", (tx) =>
      tx.execute<{ value: string; names: number }>(
        sql.raw(`select ${select} as value, count(*)::int as names from domains d,
          unnest(d.tags) as tag where ${where} group by 1`),
      ),
    );
    return new Map(answer.map(({ value, names }) => [value, names]));
  };
  expect(found((await facetsOf("")).tag)).toEqual(await rows("tag", "true"));
  expect(found((await facetsOf("tld=com")).tag)).toEqual(await rows("tag", "tld = 'com'"));
  for (const [text, where] of [
    ["", "true"],
    ["lock=locked", "lock_state = 'locked'"],
  ] as const) {
    const { renewWithin } = await facetsOf(text);
    for (const { value, names } of renewWithin) {
      const [row] = await inTenant(database.db, "*", (tx) =>
        tx.execute<{ names: number }>(
          sql.raw(`select count(*)::int as names from domains
            where ${where} and renew_by <= '2026-01-15'::date + ${value}`),
        ),
      );
      expect([text, value, names]).toEqual([text, value, row?.names]);
    }
  }
});

test("partners are counted for the house, names without one among them", async () => {
  const { partner } = await facetsOf("tld=com");
  expect(found(partner)).toEqual(
    await truth("partner", "coalesce(partner_id::text, 'none')", { tld: "tld = 'com'" }),
  );
  expect(partner.map(({ label }) => label)).toContain("acme");
});

test("a customer's counts hold its own names alone, and tell no partner", async () => {
  const customer = contextFor(database.db, { role: "customer", partnerId: acme });
  const own: Parts = { partner: `partner_id = '${acme}'` };
  const facets = await facetsOf(`partner=${lumen}`, customer);
  expect(found(facets.tld)).toEqual(await truth("tld", "tld", own));
  expect(facets.partner).toEqual([]);
});

test("the head of the list counts the usual views as the list itself does", async () => {
  const { names, views } = await portfolioOverview(house, {});
  const counts = await Promise.all(
    ["", "renewWithin=30", "lock=unlocked", "partner=none"].map(
      async (text) => (await facetsOf(text)).total,
    ),
  );
  expect([names, views.actBy, views.unlocked, views.unassigned]).toEqual(counts);
  const customer = contextFor(database.db, { role: "customer", partnerId: acme });
  expect((await portfolioOverview(customer, {})).views.unassigned).toBeNull();
});
