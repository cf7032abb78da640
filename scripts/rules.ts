import { spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { runMain } from "./run-main";

const ROOMS = ["app", "components", "db", "e2e", "scripts", "server"];
/** Fewer files than this were never in the house: something is wrong with the counting itself. */
const FEWEST_FILES = 150;

const report = z.object({
  modules: z.array(z.object({ source: z.string() })),
  summary: z.object({
    violations: z.array(
      z.object({ rule: z.object({ name: z.string() }), from: z.string(), to: z.string() }),
    ),
  }),
});

/**
 * Checks who imports whom against .ci/dependency-cruiser.cjs.
 *
 * A cruiser that cannot read our TypeScript sees no module and reports success, so it must also have seen every
 * source file there is.
 */
async function main(): Promise<void> {
  const { modules, summary } = cruise();
  for (const { rule, from, to } of summary.violations) {
    console.error(`${rule.name}: ${from} -> ${to}`);
  }
  const seen = new Set(modules.map(({ source }) => source));
  const files = sourceFiles();
  const unseen = files.filter((file) => !seen.has(file));
  for (const file of unseen) console.error(`not seen: ${file}`);
  if (files.length < FEWEST_FILES) throw new Error(`Only ${files.length} source files were found.`);
  const findings = summary.violations.length + unseen.length;
  if (findings > 0) throw new Error(`${findings} findings in ${files.length} modules.`);
  console.log(`The rules hold in ${files.length} modules.`);
}

function cruise(): z.infer<typeof report> {
  const cli = "node_modules/dependency-cruiser/bin/dependency-cruiser.mjs";
  const config = ["--config", ".ci/dependency-cruiser.cjs", "--output-type", "json"];
  const { stdout, stderr } = spawnSync(process.execPath, [cli, ...config, ...rooms()], {
    encoding: "utf8",
    maxBuffer: 256 * 1024 * 1024,
  });
  if (!stdout.startsWith("{")) throw new Error(`dependency-cruiser failed: ${stderr || stdout}`);
  return report.parse(JSON.parse(stdout));
}

const rooms = () => ROOMS.filter((room) => existsSync(room));

function sourceFiles(): string[] {
  const entries = rooms().flatMap((room) =>
    readdirSync(room, { recursive: true, withFileTypes: true }),
  );
  return entries
    .filter((entry) => entry.isFile() && /[.]tsx?$/.test(entry.name))
    .map((entry) => path.join(entry.parentPath, entry.name));
}

await runMain(main);
