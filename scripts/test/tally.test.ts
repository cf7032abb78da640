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
  const report = reportHolding("vitest", { numPassedTests: 7, numFailedTests: 0, testResults: [] });
  expect(tally(false, report)).toMatchObject({ passed: 7, failed: 1 });
});

test("a browser test that passed at a second attempt has passed, and is told apart", () => {
  const stats = { expected: 3, unexpected: 1, flaky: 2 };
  const report = reportHolding("playwright", { stats, suites: [] });
  expect(tally(false, report)).toMatchObject({ passed: 5, failed: 1, shaky: 2 });
});

test("a step that ended before it could report is a failure", () => {
  const missing = { ...REPORTS.vitest, file: "no-such-file.json" };
  expect(tally(false, missing)).toEqual({ passed: 0, failed: 1 });
});

test("what failed is told by file, test and the first line it said", () => {
  const failed = {
    status: "failed",
    fullName: "adds",
    failureMessages: ["\u001b[31mexpected 2\u001b[39m\nat x"],
  };
  const unit = reportHolding("vitest", {
    numPassedTests: 1,
    numFailedTests: 1,
    testResults: [
      {
        name: path.resolve("a.test.ts"),
        status: "failed",
        message: "",
        assertionResults: [failed, { status: "passed", fullName: "holds" }],
      },
      {
        name: path.resolve("b.test.ts"),
        status: "failed",
        message: "no such import",
        assertionResults: [],
      },
    ],
  });
  expect(tally(false, unit).failures).toEqual([
    "a.test.ts: adds: expected 2",
    "b.test.ts: the file itself: no such import",
  ]);
  const spec = (title: string, ok: boolean) => ({
    title,
    ok,
    file: "e2e/a.spec.ts",
    tests: [{ results: [{ error: ok ? null : { message: "not to be seen\nat y" } }] }],
  });
  const browser = reportHolding("playwright", {
    stats: { expected: 1, unexpected: 1, flaky: 0 },
    suites: [{ specs: [], suites: [{ specs: [spec("opens", true), spec("closes", false)] }] }],
  });
  expect(tally(false, browser).failures).toEqual(["e2e/a.spec.ts: closes: not to be seen"]);
});
