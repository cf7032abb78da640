import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { z } from "zod";
import { settingsSchema } from "@/server/kernel/env-settings";
import { ERROR_CODES } from "@/server/kernel/errors";

const text = (file: string) => readFileSync(file, "utf8");
const settings = Object.keys(settingsSchema.shape).sort();
const found = (source: string, pattern: RegExp) =>
  [...source.matchAll(pattern)].map(([, group = ""]) => group);

/** What stands between a heading of the second level and the next one. */
function section(file: string, heading: string): string {
  const [, rest = ""] = text(file).split(`\n## ${heading}\n`);
  return rest.split("\n## ")[0] ?? "";
}

const sources = (room: string) =>
  readdirSync(room, { recursive: true, encoding: "utf8" })
    .filter((file) => /[.](?:tsx?|sql)$/.test(file) && !/[.](?:test|cases)[.]tsx?$/.test(file))
    .map((file) => path.join(room, file));

test("the README's table names exactly the settings there are", () => {
  const firstCells = found(section("README.md", "Configuration"), /^\| (.+?) \|/gm);
  const named = firstCells.flatMap((cell) => found(cell, /`([A-Z_]+)`/g));
  expect(named.sort()).toEqual(settings);
});

test("the example environment sets nothing that does not exist, and leaves out what the demo alone uses", () => {
  const named = found(text(".env.example"), /^(?:# )?([A-Z_]+)=/gm);
  expect(named.filter((name) => name !== "NODE_ENV").sort()).toEqual(
    settings.filter((name) => name !== "SIMULATOR_URL"),
  );
});

test("every problem has its place in the document that `type` points to", () => {
  const headings = found(text("docs/problems.md"), /^## ([a-z_]+)$/gm);
  expect(headings.sort()).toEqual([...ERROR_CODES].sort());
});

test("every code that a field can be refused with is explained", () => {
  const explained = found(text("docs/problems.md"), /^\| `([a-z0-9_]+)` \|/gm);
  const given = sources("server")
    .filter((file) => !file.startsWith("server/simulator/"))
    .flatMap((file) => [
      ...found(text(file), /\binvalid\(\s*[^,()]+,\s*"([a-z0-9_]+)"/g),
      ...found(text(file), /\{\s*code: "(?!custom")([a-z0-9_]+)",\s*message/g),
    ]);
  const names = found(text("server/names/name-problem.ts"), /^ {2}([a-z0-9_]+):\s/gm);
  const schema = found(text("server/kernel/zod-errors.ts"), /^ {2}\w+: "([a-z_]+)",$/gm);
  expect(Math.min(given.length, names.length, schema.length)).toBeGreaterThan(5);
  const missing = new Set(
    [...given, ...names, ...schema].filter((code) => !explained.includes(code)),
  );
  expect([...missing]).toEqual([]);
});

test("Vercel's cron calls exactly the cron routes there are", () => {
  const Crons = z.object({ crons: z.array(z.object({ path: z.string() })) });
  const { crons } = Crons.parse(JSON.parse(text("vercel.json")));
  const routes = readdirSync("app/api/cron").map((name) => `/api/cron/${name}`);
  expect(crons.map(({ path: called }) => called).sort()).toEqual(routes.sort());
  for (const route of routes) expect(existsSync(`app${route}/route.ts`)).toBe(true);
});

const documents = [
  "README.md",
  ...readdirSync("docs", { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".md"))
    .map((file) => path.join("docs", file)),
];

test("documents lead to files and rooms that exist", () => {
  const leads = documents.flatMap((file) => [
    ...found(text(file), /\]\(([^)#:]+)(?:#[^)]*)?\)/g).map((to) =>
      path.join(path.dirname(file), to),
    ),
    ...found(text(file), /`((?:app|components|db|docs|e2e|scripts|server)\/[\w./[\]()-]*)`/g),
  ]);
  expect(leads.length).toBeGreaterThan(40);
  expect(leads.filter((to) => !existsSync(to))).toEqual([]);
});

test("the index of decisions holds each of them, by its own words", () => {
  const index = text("docs/decisions/README.md");
  const decisions = readdirSync("docs/decisions").filter((file) => /^\d{3}-/.test(file));
  const rows = decisions.map((file) => {
    const [number = "", title = ""] = found(text(`docs/decisions/${file}`), /^# (.+)$/gm)
      .slice(0, 1)
      .flatMap((heading) => [heading.slice(0, 3), heading.slice(4)]);
    return `| ${number} | [${title}](${file}) |`;
  });
  expect(found(index, /^(\| \d{3} .+)$/gm)).toEqual(rows);
});

test("every decision that the code refers to has been written down", () => {
  const decisions = readdirSync("docs/decisions").map((file) => file.slice(0, 3));
  const referred = ["app", "components", "db", "scripts", "server"]
    .flatMap(sources)
    .flatMap((file) => found(text(file), /docs\/decisions\/(\d{3})/g));
  expect(referred.length).toBeGreaterThan(0);
  expect([...new Set(referred)].filter((number) => !decisions.includes(number))).toEqual([]);
});
