import { mkdirSync } from "node:fs";
import path from "node:path";
import { CHECKS, type Outcome, runStep, type Step, TESTS } from "./test/steps";
import { forgetReports } from "./test/tally";

/** `npm test`: everything. A failing step does not keep the others from telling what they know. */
async function main(): Promise<void> {
  // Also when it is not npm that started us: the programs of the project, and its Node, come first.
  process.env.PATH = [path.resolve("node_modules/.bin"), process.env.PATH].join(path.delimiter);
  mkdirSync(".data", { recursive: true });
  forgetReports();
  const checked = await Promise.all(CHECKS.map((lane) => runAll(lane, "collect")));
  const outcomes = [...checked.flat(), ...(await runAll(TESTS, "inherit"))];
  summarise(outcomes);
}

async function runAll(steps: readonly Step[], output: "inherit" | "collect"): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const step of steps) outcomes.push(await runStep(step, output));
  return outcomes;
}

function summarise(outcomes: readonly Outcome[]): void {
  console.log("\nSummary");
  for (const { name, succeeded, seconds, passed, failed, shaky = 0 } of outcomes) {
    const again = shaky > 0 ? ` (${shaky} at the second attempt)` : "";
    const counts = `${passed} passed${again}, ${failed} failed`;
    const word = succeeded ? "ok" : "FAILED";
    console.log(`  ${word.padEnd(7)} ${name.padEnd(27)} ${counts}, ${seconds.toFixed(1)} s`);
  }
  const sum = (key: "passed" | "failed") => outcomes.reduce((total, one) => total + one[key], 0);
  const failures = outcomes.flatMap((one) => one.failures ?? []);
  if (failures.length > 0) console.log(`\nFailed\n${failures.map((one) => `  ${one}`).join("\n")}`);
  console.log(`\n${sum("passed")} passed, ${sum("failed")} failed`);
  if (sum("failed") > 0) process.exitCode = 1;
}

await main();
