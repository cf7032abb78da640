import { addDays, addYears } from "date-fns";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DomainName } from "../names/domain-name";
import type { RegistrarDomain } from "../registrars/gateway";
import { type Ground, implausible, PLAUSIBILITY_RULES } from "./plausible";

const now = new Date("2026-11-20T09:00:00.000Z");
const known = {
  expiresAt: "2027-03-12T12:00:00.000Z",
  nameservers: ["ns1.example.net", "ns2.example.net"],
  unknownStatuses: [] as string[],
};
const ground = (over: Partial<Ground["known"]> = {}, name = "example.com"): Ground => ({
  now,
  name,
  known: { ...known, ...over },
});
const told = (fields: object) =>
  ({ name: DomainName.parse("example.com"), ...fields }) as RegistrarDomain;
const rulesOf = (fields: object, on = ground()) =>
  implausible(told(fields), on).map(({ rule }) => rule);
const iso = (at: Date) => at.toISOString();
const MS = 1;
const known_ = new Date(known.expiresAt);

test("every rule has a name of its own and words", () => {
  const ids = PLAUSIBILITY_RULES.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const { label } of PLAUSIBILITY_RULES) expect(label).toMatch(/^[A-Z]/);
});

describe("an expiry", () => {
  test.each([
    ["1969-12-31T00:00:00.000Z"],
    ["1984-12-31T23:59:59.999Z"],
    ["+010000-01-01T00:00:00.000Z"],
    ["2045-01-01T00:00:00.000Z"],
    ["0000-00-00"],
    [iso(new Date(addYears(now, 11).getTime() + MS))],
  ])("of %s is out of range", (expiresAt) => {
    expect(rulesOf({ expiresAt }, ground({ expiresAt: null }))).toEqual(["expiry_range"]);
  });

  test("five days back is believed, a moment more is not", () => {
    const least = addDays(known_, -5);
    expect(rulesOf({ expiresAt: iso(least) })).toEqual([]);
    expect(rulesOf({ expiresAt: iso(new Date(least.getTime() - MS)) })).toEqual(["expiry_back"]);
  });

  test("as far ahead as the ending can be paid for is believed, with some days of grace", () => {
    const most = addDays(addYears(known_, 10), 5);
    expect(rulesOf({ expiresAt: iso(most) })).toEqual([]);
    expect(rulesOf({ expiresAt: iso(new Date(most.getTime() + MS)) })).toEqual(["expiry_far"]);
  });

  test("that is long past is counted from today, not from then", () => {
    const lapsed = ground({ expiresAt: "2020-01-01T00:00:00.000Z" });
    expect(rulesOf({ expiresAt: iso(addYears(now, 9)) }, lapsed)).toEqual([]);
  });

  test("that went back by whole years is likely a renewal taken back, any other is not", () => {
    const suggestion = (expiresAt: Date) =>
      implausible(
        told({ expiresAt: iso(expiresAt) }),
        ground({ expiresAt: iso(addYears(known_, 1)) }),
      ).map((one) => one.suggestion);
    expect(suggestion(known_)).toEqual(["take"]);
    expect(suggestion(addDays(known_, -40))).toEqual(["ignore"]);
  });

  test("nobody knew is held against the calendar alone", () => {
    expect(rulesOf({ expiresAt: "2026-12-01T00:00:00.000Z" }, ground({ expiresAt: null }))).toEqual(
      [],
    );
  });
});

test.each([
  ["1984-12-31T23:59:59.999Z", true],
  ["1985-01-01T00:00:00.000Z", false],
  [iso(addDays(now, 1)), false],
  [iso(new Date(addDays(now, 1).getTime() + MS)), true],
  ["1969-01-01T00:00:00.000Z", true],
])("a registration of %s is out of range: %s", (registeredAt, isOut) => {
  expect(rulesOf({ registeredAt })).toEqual(isOut ? ["registered_range"] : []);
});

test.each([
  [["ns1.example.net"], [], ["nameservers_empty"]],
  [["ns1.example.net"], ["ns9.example.net"], []],
  [[], [], []],
  [null, [], []],
])("of nameservers %j, told %j is doubted by %j", (nameservers, hosts, rules) => {
  expect(rulesOf({ nameservers: hosts }, ground({ nameservers }))).toEqual(rules);
});

test.each([
  [["odd"], [], ["status_unknown"]],
  [["odd"], ["odd"], []],
  [["odd", "odder"], ["odd"], ["status_unknown"]],
  [[], [], []],
])("of unknown statuses %j, with %j taken before, the rules say %j", (unknownStatuses, taken, rules) => {
  expect(rulesOf({ unknownStatuses }, ground({ unknownStatuses: taken }))).toEqual(rules);
});

test("missing means no information: what is not told is never doubted", () => {
  const fields = ["expiresAt", "registeredAt", "nameservers", "unknownStatuses"] as const;
  fc.assert(
    fc.property(fc.subarray([...fields]), fc.date({ noInvalidDate: true }), (present, at) => {
      const all = {
        expiresAt: iso(at),
        registeredAt: iso(at),
        nameservers: [],
        unknownStatuses: ["odd"],
      };
      const given = Object.fromEntries(present.map((field) => [field, all[field]]));
      const as = { unknownStatuses: "statuses" } as const;
      const possible = present.map((field) => (field === "unknownStatuses" ? as[field] : field));
      for (const { field } of implausible(told(given), ground())) expect(possible).toContain(field);
    }),
  );
});

test("whatever is believed of an expiry lies where a registration can, and not far behind ours", () => {
  const day = 86_400_000;
  fc.assert(
    fc.property(fc.date({ noInvalidDate: true }), (at) => {
      const isBelieved = rulesOf({ expiresAt: iso(at) }).length === 0;
      const fits =
        at.getTime() >= known_.getTime() - 5 * day && at <= addDays(addYears(known_, 10), 5);
      expect(isBelieved).toBe(fits && at <= addYears(now, 11));
    }),
    { numRuns: 2_000 },
  );
});

test("the value on record is never doubted when it is told again", () => {
  const range = { min: addDays(now, -3_000), max: addYears(now, 10), noInvalidDate: true };
  fc.assert(
    fc.property(fc.date(range), (at) => {
      const same = { expiresAt: iso(at), nameservers: known.nameservers };
      expect(rulesOf(same, ground({ expiresAt: iso(at) }))).toEqual([]);
    }),
  );
});
