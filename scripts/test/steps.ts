import { spawn } from "node:child_process";
import { REPORTS, type Report, type Tally, tally } from "./tally";

/** One command of `npm test`. */
export type Step = {
  readonly name: string;
  readonly commands: readonly (readonly [program: string, ...args: string[]])[];
  /** Where its tests are counted; without one the step is one check. */
  readonly report?: Report;
};

export type Outcome = Tally & {
  readonly name: string;
  readonly succeeded: boolean;
  readonly seconds: number;
};

/** Cheap, and of no use to each other: run side by side, one lane per core. */
export const CHECKS: readonly (readonly Step[])[] = [
  [
    {
      name: "types",
      commands: [
        ["next", "typegen"],
        ["tsc", "--noEmit"],
      ],
    },
  ],
  [
    { name: "format and lint", commands: [["biome", "check", "--error-on-warnings", "."]] },
    { name: "promises", commands: [["oxlint", "--type-aware", "--deny-warnings"]] },
    { name: "architecture rules", commands: [["tsx", "scripts/rules.ts"]] },
    { name: "unused code", commands: [["knip", "--no-progress"]] },
  ],
];

/** Expensive: each has the machine to itself. */
export const TESTS: readonly Step[] = [
  {
    name: "unit and integration tests",
    commands: [
      [
        "vitest",
        "run",
        "--reporter=default",
        "--reporter=json",
        `--outputFile.json=${REPORTS.vitest.file}`,
      ],
    ],
    report: REPORTS.vitest,
  },
  { name: "build", commands: [["tsx", "scripts/build.ts"]] },
  {
    name: "browser tests",
    commands: [["tsx", "scripts/e2e.ts"]],
    report: REPORTS.playwright,
  },
];

/**
 * Runs one step.
 *
 * @param output `inherit` shows it as it comes; `collect` shows it when the step ends, for steps that run side by side
 */
export async function runStep(step: Step, output: "inherit" | "collect"): Promise<Outcome> {
  const startedAt = performance.now();
  let said = "";
  let succeeded = true;
  for (const command of step.commands) {
    const result = await run(command, output);
    said += result.said;
    succeeded &&= result.code === 0;
  }
  const seconds = (performance.now() - startedAt) / 1000;
  console.log(`\n## ${step.name}: ${succeeded ? "ok" : "FAILED"} (${seconds.toFixed(1)} s)`);
  if (!succeeded && said) console.log(said.trimEnd());
  return { name: step.name, succeeded, seconds, ...tally(succeeded, step.report) };
}

function run(
  [program, ...args]: readonly [string, ...string[]],
  output: "inherit" | "collect",
): Promise<{ code: number | null; said: string }> {
  return new Promise((resolve) => {
    const stdio = output === "inherit" ? "inherit" : "pipe";
    const child = spawn(program, args, {
      stdio: ["ignore", stdio, stdio],
      env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1" },
    });
    let said = "";
    const collect = (chunk: Buffer) => {
      said += chunk.toString();
    };
    child.stdout?.on("data", collect);
    child.stderr?.on("data", collect);
    child.on("error", (error) => resolve({ code: 1, said: error.message }));
    child.on("close", (code) => resolve({ code, said }));
  });
}
