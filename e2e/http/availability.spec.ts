import { ACCEPTED_NAMES, CHANGED_NAMES, REFUSED_NAMES } from "@/server/names/domain-name.cases";
import { expect, test } from "../fixtures";
import { problemIn } from "../http-client";

const at = (name: string) => `/api/v1/availability?name=${encodeURIComponent(name)}`;

/** What a query can carry: text that is well-formed. */
const REFUSED = REFUSED_NAMES.filter(
  (row): row is readonly [string, (typeof row)[1]] => typeof row[0] === "string",
);

test.describe("one name", () => {
  test.describe.configure({ mode: "default" });

  test("that breaks a rule is refused with the rule and the field, and no registrar is asked", async ({
    callerAs,
    simulator,
  }) => {
    const caller = await callerAs("staff");
    const before = (await simulator.requests()).total;
    for (const [name, code] of REFUSED) {
      const problem = problemIn(await caller.send(at(name)));
      expect({ name, ...problem }).toMatchObject({ name, status: 422, code, field: "name" });
    }
    const asked = (await simulator.requests()).requests.filter(
      ({ seq, path }) => seq > before && path.includes("/domain/check"),
    );
    expect(asked).toEqual([]);
  });

  test("is asked for in its one stored spelling, whatever the spelling it came in", async ({
    callerAs,
    house,
  }) => {
    const caller = await callerAs(await house.newPerson("staff"));
    for (const [spelling, name] of [...ACCEPTED_NAMES, ...CHANGED_NAMES]) {
      const { status, text } = await caller.send(at(spelling));
      expect({ spelling, status, ...JSON.parse(text) }).toMatchObject({
        spelling,
        status: 200,
        name,
      });
    }
  });

  test("that stands twice in the query, or under another word, is refused", async ({
    callerAs,
  }) => {
    const caller = await callerAs("staff");
    expect(problemIn(await caller.send("/api/v1/availability"))).toMatchObject({
      status: 422,
      code: "required",
      field: "name",
    });
  });

  test("is asked for at most sixty times a minute by one person", async ({ callerAs, house }) => {
    const caller = await callerAs(await house.newPerson("staff"));
    const answers = await Promise.all(
      Array.from({ length: 70 }, () => caller.send(at("brixton-books.co.uk"))),
    );
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThanOrEqual(9);
    expect(refused[0]?.headers["retry-after"]).toMatch(/^\d+$/);
    expect(answers.every(({ status }) => status === 200 || status === 429)).toBe(true);
  });

  test("cannot be asked for without a session", async ({ callerAs, simulator }) => {
    const before = (await simulator.requests()).total;
    const stranger = await callerAs(null);
    expect(problemIn(await stranger.send(at("example.com")))).toMatchObject({
      status: 401,
      code: "unauthenticated",
    });
    const { requests } = await simulator.requests();
    expect(requests.filter(({ seq, path }) => seq > before && path.includes("check"))).toEqual([]);
  });
});
