import { expect, test } from "vitest";
import { readCommand, UsageError } from "./command";

const read = (line: string) => readCommand(line.split(" ").filter(Boolean));

test("each command is read with what it understands", () => {
  expect(read("sync name example.com --force --dry-run")).toMatchObject({
    name: "sync",
    domain: "example.com",
    isForced: true,
    isDryRun: true,
  });
  expect(read("sync --limit 20 --partner acme --registrar gandi --json")).toMatchObject({
    domain: null,
    limit: 20,
    partner: "acme",
    registrar: "gandi",
    isJson: true,
  });
  expect(read("status --days 30 --limit 5")).toMatchObject({ name: "status", days: 30, limit: 5 });
  expect(read("status --all")).toMatchObject({ isAll: true, days: null });
  expect(read("prices gandi --force")).toMatchObject({ registrar: "gandi", isForced: true });
  expect(read("")).toEqual({ name: "help" });
  expect(read("sync --help")).toEqual({ name: "help" });
});

test.each([
  ["frobnicate", /no command/],
  ["sync example.com", /sync name example\.com/],
  ["sync name", /which name/],
  ["sync name a.com b.com", /too many/],
  ["sync name a.com --limit 3", /--limit/],
  ["sync --limit many", /whole number/],
  ["sync --limit 0", /whole number/],
  ["sync --days 3", /does not know --days/],
  ["sync --nonsense", /nonsense/],
  ["status --dry-run", /does not know --dry-run/],
  ["status --days 3 --all", /not both/],
  ["prices gandi dynadot", /too many/],
])("“%s” is refused, and told why", (line, why) => {
  expect(() => read(line)).toThrow(UsageError);
  expect(() => read(line)).toThrow(why);
});
