import { spawnSync } from "node:child_process";

/** All kill points with all paid kinds and all unclear answers; keeps docs/faults.json. Some ten minutes. */
const { status } = spawnSync(
  process.execPath,
  ["node_modules/vitest/vitest.mjs", "run", "server/operations/kill-points.int.test.ts"],
  { stdio: "inherit", env: { ...process.env, FAULTS: "full" } },
);
process.exitCode = status ?? 1;
