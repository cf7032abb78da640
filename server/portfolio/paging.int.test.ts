import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { inTenant } from "@/db/client";
import type { ServiceContext } from "../kernel/context";
import { contextFor } from "../testing/context";
import { installOn } from "../testing/installed";
import { type TestDatabase, testDatabase } from "../testing/postgres";
import { seedAccount, seedDomains, seedPartners } from "../testing/seed";
import { listDomains } from "./list-domains";
import { oddNames } from "./odd-names.cases";
import { DIRECTIONS, type PortfolioQuery, SORTS } from "./query";
import { readPortfolioQuery } from "./read-query";

let database: TestDatabase;
let house: ServiceContext;
let acme = "";
let lumen = "";
let account = "";

beforeAll(async () => {
  database = await testDatabase();
  installOn(database);
  [acme = "", lumen = ""] = await seedPartners(database.db, "acme", "lumen");
  account = await seedAccount(database.db);
  const other = await seedAccount(database.db);
  const rows = oddNames(320, [acme, acme, lumen, null]);
  await seedDomains(database.db, account, rows.slice(0, 200));
  await seedDomains(database.db, other, rows.slice(200));
  house = contextFor(database.db, { role: "staff" });
});
afterAll(() => database.drop());

const asked = (text: string): PortfolioQuery => {
  const { query, problems } = readPortfolioQuery(new URLSearchParams(text));
  expect(problems).toEqual([]);
  return query;
};

/** What plain SQL, without any of our indexes and counts in mind, says of the same question. */
async function truth(where: string, { sort, dir }: PortfolioQuery): Promise<string[]> {
  const by = sort === "name" ? `name ${dir}` : `renew_sort ${dir}, id ${dir}`;
  const rows = await inTenant(database.db, "*", (tx) =>
    tx.execute<{ name: string }>(sql.raw(`select name from domains where ${where} order by ${by}`)),
  );
  return rows.map(({ name }) => name);
}

async function walk(ctx: ServiceContext, text: string, way: "next" | "previous" = "next") {
  const names: string[] = [];
  let cursor: string | null = null;
  if (way === "previous") cursor = await lastPage(ctx, text);
  for (let pages = 0; pages < 100; pages += 1) {
    const page = await listDomains(ctx, { ...asked(text), cursor });
    const found = page.rows.map((row) => row.name as string);
    if (way === "next") names.push(...found);
    else names.unshift(...found);
    cursor = way === "next" ? page.nextCursor : page.previousCursor;
    if (cursor === null) return names;
  }
  throw new Error("the list has no end");
}

/** The cursor of the last page: what "Next" led to, once it leads no further. */
async function lastPage(ctx: ServiceContext, text: string): Promise<string | null> {
  let cursor: string | null = null;
  for (;;) {
    const { nextCursor }: { nextCursor: string | null } = await listDomains(ctx, {
      ...asked(text),
      cursor,
    });
    if (nextCursor === null) return cursor;
    cursor = nextCursor;
  }
}

const FILTERS: readonly (readonly [string, string])[] = [
  ["", "true"],
  ["tld=com", "tld = 'com'"],
  ["tld=com&tld=de", "tld in ('com', 'de')"],
  ["status=redemption&status=grace", "lifecycle in ('redemption', 'grace')"],
  ["status=active&lock=unlocked", "lifecycle = 'active' and lock_state = 'unlocked'"],
  [
    "lock=locked&autoRenew=off&tld=net",
    "lock_state = 'locked' and auto_renew = 'off' and tld = 'net'",
  ],
  ["flag=arrived", "flags & 32 <> 0"],
  ["flag=missing&flag=disbelieved&status=active", "flags & 12 <> 0 and lifecycle = 'active'"],
  ["tag=eu", "tags @> '{eu}'"],
  ["tag=eu&tld=com", "tags @> '{eu}' and tld = 'com'"],
  ["partner=none", "partner_id is null"],
  [
    "partner=none&tld=com&lock=locked",
    "partner_id is null and tld = 'com' and lock_state = 'locked'",
  ],
  ["q=name3", "search_text like '%name3%'"],
  ["q=münchen", "name_unicode like 'münchen%'"],
  ["q=na", "name like 'na%'"],
  ["q=%25", "false"],
  ["q=_ame", "false"],
  ["q=a_e", "false"],
  [
    "status=on_hold&tag=retail&q=name",
    "lifecycle = 'on_hold' and tags @> '{retail}' and search_text like '%name%'",
  ],
];
const BY_DAY: readonly (readonly [string, string])[] = [
  ["renewWithin=0", "renew_by <= '2026-01-15'"],
  ["renewWithin=-1", "renew_by < '2026-01-15'"],
  ["renewWithin=7&status=active", "renew_by <= '2026-01-22' and lifecycle = 'active'"],
  ["renewFrom=2026-01-20&renewTo=2026-01-21", "renew_by between '2026-01-20' and '2026-01-21'"],
  ["renewFrom=2026-01-20&tag=eu", "renew_sort >= '2026-01-20' and tags @> '{eu}'"],
];

const COMBINATIONS = [
  ...FILTERS.flatMap(([text, where]) =>
    SORTS.flatMap((sort) => DIRECTIONS.map((dir) => ({ text, where, sort, dir }))),
  ),
  ...BY_DAY.flatMap(([text, where]) =>
    DIRECTIONS.map((dir) => ({ text, where, sort: "renewBy", dir })),
  ),
];

describe("paging visits every name of a list once, in the order plain SQL gives", () => {
  for (const { text, where, sort, dir } of COMBINATIONS)
    test(`${text || "all"}, by ${sort} ${dir}`, async () => {
      const full = `${text}&sort=${sort}&dir=${dir}&limit=37`.replace(/^&/, "");
      const wanted = await truth(where, asked(full));
      expect(await walk(house, full)).toEqual(wanted);
      expect(await walk(house, full, "previous")).toEqual(wanted);
      const { total } = await listDomains(house, asked(full));
      expect(total).toEqual({ names: wanted.length, isExact: true });
    });
});

test("a customer gets the names of its own partner, whatever partner is asked for", async () => {
  const customer = contextFor(database.db, { role: "customer", partnerId: acme });
  const own = await truth(`partner_id = '${acme}'`, asked(""));
  expect(await walk(customer, "")).toEqual(own);
  expect(await walk(customer, `partner=${lumen}`)).toEqual(own);
  expect(await walk(customer, "partner=none")).toEqual(own);
  expect(await walk(customer, "q=name&limit=5")).toEqual(
    await truth(`partner_id = '${acme}' and search_text like '%name%'`, asked("")),
  );
});

test("staff narrow the list to one partner and to one account", async () => {
  expect(await walk(house, `partner=${lumen}`)).toEqual(
    await truth(`partner_id = '${lumen}'`, asked("")),
  );
  expect(await walk(house, `account=${account}&sort=name`)).toEqual(
    await truth(`account_id = '${account}'`, asked("sort=name")),
  );
});

describe("a cursor holds for the list it was made for, and for no other", () => {
  const refused = { code: "bad_request", fields: { cursor: [{ code: "cursor" }] } };
  const first = async () => (await listDomains(house, asked("tld=com&limit=5"))).nextCursor ?? "";
  const use = (ctx: ServiceContext, text: string, cursor: string) =>
    listDomains(ctx, { ...asked(text), cursor });

  test("not for another sort or direction", async () => {
    const cursor = await first();
    await expect(use(house, "tld=com&sort=name", cursor)).rejects.toMatchObject(refused);
    await expect(use(house, "tld=com&dir=desc", cursor)).rejects.toMatchObject(refused);
  });
  test("not for another filter", async () => {
    await expect(use(house, "tld=net", await first())).rejects.toMatchObject(refused);
  });
  test("not for another tenant", async () => {
    const customer = contextFor(database.db, { role: "customer", partnerId: acme });
    await expect(use(customer, "tld=com", await first())).rejects.toMatchObject(refused);
  });
  test("not with any one byte changed", async () => {
    const cursor = await first();
    for (let at = 0; at < cursor.length; at += 1) {
      const changed = cursor.slice(0, at) + (cursor[at] === "A" ? "B" : "A") + cursor.slice(at + 1);
      if (changed === cursor) continue;
      await expect(use(house, "tld=com", changed)).rejects.toMatchObject(refused);
    }
  });
  test("but for any number of rows", async () => {
    const page = await use(house, "tld=com&limit=9", await first());
    expect(page.rows).toHaveLength(9);
  });
});

describe("while a list is read page by page", () => {
  const onPage = async (cursor: string | null) =>
    listDomains(house, { ...asked("tld=de&sort=name&limit=10"), cursor });

  test("names that come in before and behind the reader make no other come twice or get lost", async () => {
    const before = await walk(house, "tld=de&sort=name");
    const one = await onPage(null);
    await seedDomains(database.db, account, [{ name: "aaaa.de" }, { name: "zzzz.de" }]);
    const rest: string[] = [];
    for (let cursor = one.nextCursor; cursor !== null; ) {
      const page = await onPage(cursor);
      rest.push(...page.rows.map(({ name }) => name));
      cursor = page.nextCursor;
    }
    expect([...one.rows.map(({ name }) => name as string), ...rest]).toEqual([
      ...before,
      "zzzz.de",
    ]);
  });
  test("the name the cursor stands on may go: the list goes on behind it", async () => {
    const one = await onPage(null);
    const last = one.rows.at(-1)?.name ?? "";
    const wanted = (await walk(house, "tld=de&sort=name")).slice(10, 20);
    await inTenant(database.db, "*", (tx) =>
      tx.execute(sql`delete from domains where name = ${last}`),
    );
    const two = await onPage(one.nextCursor);
    expect(two.rows.map(({ name }) => name)).toEqual(wanted);
  });
});
