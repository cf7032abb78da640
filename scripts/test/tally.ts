import { existsSync, readFileSync, rmSync } from "node:fs";
import { z } from "zod";

/** How many checks held and how many did not. `shaky`: of those that held, the ones that needed a second attempt. */
export type Tally = { readonly passed: number; readonly failed: number; readonly shaky?: number };

const vitestReport = z
  .object({ numPassedTests: z.number(), numFailedTests: z.number() })
  .transform((report) => ({ passed: report.numPassedTests, failed: report.numFailedTests }));

const playwrightReport = z
  .object({ stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number() }) })
  // A browser on a busy runner may miss its moment once. What needs a second attempt is told by name, not hidden.
  .transform(({ stats: { expected, unexpected, flaky } }) => ({
    passed: expected + flaky,
    failed: unexpected,
    shaky: flaky,
  }));

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
