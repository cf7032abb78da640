import { DomainListDto } from "@/server/domains/schemas";
import { expect, test } from "../fixtures";
import { type HttpClient, problemIn } from "../http-client";

const LIST = "/api/v1/domains";

const REFUSED = [
  ["limit=0", 422, "range", "limit"],
  ["limit=-1", 422, "range", "limit"],
  ["limit=abc", 422, "type", "limit"],
  ["limit=1.5", 422, "type", "limit"],
  ["cursor=garbage", 400, "cursor", "cursor"],
  ["cursor=", 400, "cursor", "cursor"],
  ["sort=password_hash", 422, "sort", "sort"],
  ["sort=expires_at;drop", 422, "sort", "sort"],
  ["dir=sideways", 422, "sort", "dir"],
  ["status=active&status=nonsense", 422, "value", "status"],
  ["colour=red", 422, "filter", "colour"],
  ["tenantId=2", 422, "filter", "tenantId"],
  ["constructor=1", 422, "filter", "constructor"],
  ["partner=1%20or%201=1", 422, "value", "partner"],
  [`q=${"a".repeat(1_000)}`, 422, "too_long", "q"],
  ["q=a%00b", 422, "too_long", "q"],
  ["offset=990000", 400, "filter", "offset"],
  ["renewFrom=2026-02-30", 422, "date", "renewFrom"],
  ["renewFrom=2027-02-01&renewTo=2027-01-01", 422, "range", "renewTo"],
] as const;

/** Reads the list to its end, page by page. */
async function walk(caller: HttpClient, query: string): Promise<string[]> {
  const names: string[] = [];
  let cursor: string | null = "";
  while (cursor !== null) {
    const page: DomainListDto = await caller.read(
      `${LIST}?${query}${cursor && `&cursor=${encodeURIComponent(cursor)}`}`,
      DomainListDto,
    );
    names.push(...page.rows.map(({ name }) => name));
    cursor = page.nextCursor;
  }
  return names;
}

test.describe("what is asked of the list", () => {
  for (const [query, status, code, field] of REFUSED) {
    test(`is refused with the field: ${query.slice(0, 60)}`, async ({ callerAs }) => {
      const caller = await callerAs("acme");
      // Counts and files have no pages.
      const beside = field === "cursor" ? [] : [`${LIST}/facets`, `${LIST}/export`];
      for (const path of [LIST, ...beside])
        expect({ path, ...problemIn(await caller.send(`${path}?${query}`)) }).toMatchObject({
          path,
          status,
          code,
          field,
        });
    });
  }

  test("is capped at 200 rows, however many are asked for", async ({ callerAs }) => {
    const caller = await callerAs("admin");
    const { rows, nextCursor } = await caller.read(`${LIST}?limit=1000000`, DomainListDto);
    expect(rows).toHaveLength(200);
    expect(nextCursor).not.toBeNull();
  });

  test("is taken literally where it looks like a pattern", async ({ callerAs }) => {
    const caller = await callerAs("admin");
    for (const q of ["%25", "_", "%25%25%25", "___", "%5C"]) {
      const { rows } = await caller.read(`${LIST}?q=${q}`, DomainListDto);
      expect({ q, rows }).toEqual({ q, rows: [] });
    }
  });

  test("finds an international name by how it is read and by how it is stored", async ({
    callerAs,
    house,
  }) => {
    const { name, nameUnicode, partner } = await house.internationalName();
    const caller = await callerAs("admin");
    for (const q of [nameUnicode, nameUnicode.toUpperCase(), name]) {
      const { rows } = await caller.read(
        `${LIST}?partner=${partner}&q=${encodeURIComponent(q)}`,
        DomainListDto,
      );
      expect({ q, found: rows.map((row) => row.name) }).toEqual({ q, found: [name] });
    }
  });

  test("means one or the other where a filter stands twice", async ({ callerAs }) => {
    const caller = await callerAs("acme");
    const both = await walk(caller, "lock=locked&lock=unlocked&limit=200");
    const each = await Promise.all(
      ["locked", "unlocked"].map((lock) => walk(caller, `lock=${lock}&limit=200`)),
    );
    expect(new Set(both)).toEqual(new Set(each.flat()));
    expect(each.every((names) => names.length > 0)).toBe(true);
  });
});

test.describe("a cursor", () => {
  const firstCursor = async (caller: HttpClient, query: string): Promise<string> => {
    const { nextCursor } = await caller.read(`${LIST}?${query}`, DomainListDto);
    if (!nextCursor) throw new Error("There is one page only.");
    return encodeURIComponent(nextCursor);
  };

  test("of another sort, another filter or another partner is refused, and so is an edited one", async ({
    callerAs,
  }) => {
    const acme = await callerAs("acme");
    const lumen = await callerAs("lumen");
    const cursor = await firstCursor(acme, "sort=name&limit=10");
    const middle = Math.floor(cursor.length / 2);
    const edited = `${cursor.slice(0, middle)}${cursor[middle] === "A" ? "B" : "A"}${cursor.slice(middle + 1)}`;
    const misused = {
      "another sort": await acme.send(`${LIST}?sort=renewBy&limit=10&cursor=${cursor}`),
      "another direction": await acme.send(`${LIST}?sort=name&dir=desc&limit=10&cursor=${cursor}`),
      "another filter": await acme.send(`${LIST}?sort=name&lock=locked&limit=10&cursor=${cursor}`),
      "another partner": await lumen.send(`${LIST}?sort=name&limit=10&cursor=${cursor}`),
      edited: await acme.send(`${LIST}?sort=name&limit=10&cursor=${edited}`),
    };
    for (const [how, answer] of Object.entries(misused))
      expect({ how, ...problemIn(answer) }).toMatchObject({ how, status: 400, code: "cursor" });
  });

  test("leads through every name once, with equal days and without a day, in both directions", async ({
    callerAs,
    house,
  }) => {
    const partner = await house.newPartner();
    const names = await house.newNames(partner, [
      ...Array.from({ length: 30 }, () => "2027-03-01"),
      ...Array.from({ length: 5 }, () => null),
    ]);
    const caller = await callerAs(await house.newPerson("customer", partner.id));
    for (const order of [
      "sort=renewBy",
      "sort=renewBy&dir=desc",
      "sort=name",
      "sort=name&dir=desc",
    ]) {
      const walked = await walk(caller, `${order}&limit=4`);
      expect({ order, names: walked.toSorted() }).toEqual({ order, names: names.toSorted() });
    }
    const byDay = await walk(caller, "sort=renewBy&limit=4");
    expect(byDay.slice(30).toSorted()).toEqual(names.slice(30).toSorted());
  });

  test("goes on after a name that is gone, and past one that arrived before it", async ({
    callerAs,
    house,
  }) => {
    const partner = await house.newPartner();
    const days = Array.from({ length: 12 }, (_, index) => `2027-03-${10 + index}`);
    const names = await house.newNames(partner, days);
    const caller = await callerAs(await house.newPerson("customer", partner.id));
    const cursor = await firstCursor(caller, "sort=renewBy&limit=6");
    await house.removeName(names[5] ?? "");
    await house.newNames(partner, ["2027-01-01"]);
    const { rows } = await caller.read(
      `${LIST}?sort=renewBy&limit=6&cursor=${cursor}`,
      DomainListDto,
    );
    expect(rows.map(({ name }) => name)).toEqual(names.slice(6));
  });
});
