import { existsSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { stripVTControlCharacters } from "node:util";
import { z } from "zod";

/**
 * How many checks held and how many did not. `shaky`: of those that held, the ones that needed a second attempt.
 * `failures`: what did not hold, a line each with the place, the test and what it said first.
 */
export type Tally = {
  readonly passed: number;
  readonly failed: number;
  readonly shaky?: number;
  readonly failures?: readonly string[];
};

const vitestReport = z
  .object({
    numPassedTests: z.number(),
    numFailedTests: z.number(),
    testResults: z.array(
      z.object({
        name: z.string(),
        status: z.string(),
        message: z.string(),
        assertionResults: z.array(
          z.object({
            status: z.string(),
            fullName: z.string(),
            failureMessages: z.array(z.string()).nullish(),
          }),
        ),
      }),
    ),
  })
  .transform((report) => ({
    passed: report.numPassedTests,
    failed: report.numFailedTests,
    failures: report.testResults
      .filter(({ status }) => status === "failed")
      .flatMap(({ name, message, assertionResults }) => {
        const tests = assertionResults.filter(({ status }) => status === "failed");
        if (tests.length === 0) return [failure(name, "the file itself", message)];
        return tests.map((one) => failure(name, one.fullName, one.failureMessages?.[0]));
      }),
  }));

type Suite = z.infer<typeof playwrightSuite>;

const playwrightSuite = z.object({
  get suites() {
    return z.array(playwrightSuite).optional();
  },
  specs: z.array(
    z.object({
      title: z.string(),
      file: z.string(),
      ok: z.boolean(),
      tests: z.array(
        z.object({
          results: z.array(
            z.object({ error: z.object({ message: z.string().optional() }).nullish() }),
          ),
        }),
      ),
    }),
  ),
});

const playwrightReport = z
  .object({
    stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number() }),
    suites: z.array(playwrightSuite),
  })
  // A browser on a busy runner may miss its moment once. What needs a second attempt is told by name, not hidden.
  .transform(({ stats: { expected, unexpected, flaky }, suites }) => ({
    passed: expected + flaky,
    failed: unexpected,
    shaky: flaky,
    failures: suites.flatMap(failuresOf),
  }));

function failuresOf({ suites = [], specs }: Suite): string[] {
  const own = specs
    .filter(({ ok }) => !ok)
    .map(({ file, title, tests }) => {
      const said = tests.flatMap(({ results }) => results.map(({ error }) => error?.message));
      return failure(file, title, said.find(Boolean));
    });
  return [...own, ...suites.flatMap(failuresOf)];
}

const failure = (file: string, test: string, said = "") =>
  `${path.relative(".", file)}: ${test}: ${stripVTControlCharacters(said).split("\n", 1)[0]}`;

/** A file that a runner leaves behind, and how to count by it. */
export type Report = { readonly file: string; readonly schema: z.ZodType<Tally> };

export const REPORTS = {
  vitest: { file: ".data/vitest.json", schema: vitestReport },
  playwright: { file: ".data/e2e.json", schema: playwrightReport },
} satisfies Record<string, Report>;

/** Removes what an earlier run reported, which must not be taken for this run's. */
export function forgetReports(): void {
  for (const { file } of Object.values(REPORTS)) rmSync(file, { force: true });
}

/**
 * Counts the tests of a step by its report. A step that failed counts at least one failure, also when its tests
 * all passed or none was reached; a step without a report counts as one check.
 */
export function tally(succeeded: boolean, report: Report | undefined): Tally {
  const counted = report ? readTally(report) : null;
  if (!counted) return succeeded ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
  return succeeded ? counted : { ...counted, failed: Math.max(counted.failed, 1) };
}

function readTally({ file, schema }: Report): Tally | null {
  if (!existsSync(file)) return null;
  return schema.parse(JSON.parse(readFileSync(file, "utf8")));
}
