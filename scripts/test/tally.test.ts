import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { REPORTS, type Report, tally } from "./tally";

function reportHolding(name: keyof typeof REPORTS, content: object): Report {
  const folder = mkdtempSync(path.join(tmpdir(), "namekeep-tally-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = path.join(folder, "report.json");
  writeFileSync(file, JSON.stringify(content));
  return { ...REPORTS[name], file };
}

test("a step without tests counts as one check", () => {
  expect(tally(true, undefined)).toEqual({ passed: 1, failed: 0 });
  expect(tally(false, undefined)).toEqual({ passed: 0, failed: 1 });
});

test("a step that failed counts a failure although all its tests passed", () => {
  const report = reportHolding("vitest", { numPassedTests: 7, numFailedTests: 0 });
  expect(tally(false, report)).toEqual({ passed: 7, failed: 1 });
});

test("a browser test that passed at a second attempt has passed, and is told apart", () => {
  const report = reportHolding("playwright", { stats: { expected: 3, unexpected: 1, flaky: 2 } });
  expect(tally(false, report)).toEqual({ passed: 5, failed: 1, shaky: 2 });
});

test("a step that ended before it could report is a failure", () => {
  const missing = { ...REPORTS.vitest, file: "no-such-file.json" };
  expect(tally(false, missing)).toEqual({ passed: 0, failed: 1 });
});
