import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { beforeEach, expect, onTestFinished, test } from "vitest";
import { loadSecrets } from "./secrets";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "namekeep-secrets-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
});

test("the same secrets come back at every start, and nobody else may read them", () => {
  const first = loadSecrets(folder);
  expect(loadSecrets(folder)).toEqual(first);
  expect(new Set(Object.values(first)).size).toBe(6);
  expect(statSync(path.join(folder, "secrets")).mode & 0o777).toBe(0o600);
});

test("a secret added by a newer version is made up, the others stay", () => {
  const { CRON_SECRET, ...older } = loadSecrets(folder);
  const file = path.join(folder, "secrets");
  writeFileSync(file, JSON.stringify(older));
  expect(loadSecrets(folder)).toEqual({ ...older, CRON_SECRET: expect.any(String) });
  expect(readFileSync(file, "utf8")).not.toContain(CRON_SECRET);
});
