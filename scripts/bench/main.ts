import { parseArgs } from "node:util";
import { buildIfNeeded } from "../build/run-build";
import { Undoing } from "../start/undoing";
import { type Arena, arena } from "./arena";
import { b1 } from "./benches/b1-api";
import { b2 } from "./benches/b2-page";
import { b3 } from "./benches/b3-search";
import { b4 } from "./benches/b4-combinations";
import { b5 } from "./benches/b5-depth";
import { b6 } from "./benches/b6-facets";
import { b7 } from "./benches/b7-export";
import { b8 } from "./benches/b8-import";
import { b9 } from "./benches/b9-list-sync";
import { b10 } from "./benches/b10-name-sync";
import { b11 } from "./benches/b11-availability";
import { b15 } from "./benches/b15-cron";
import { b17 } from "./benches/b17-walls";
import { b18 } from "./benches/b18-memory";
import { b19 } from "./benches/b19-browser";
import { b21 } from "./benches/b21-list";
import { b22 } from "./benches/b22-limiter";
import { b23 } from "./benches/b23-plans";
import { b24 } from "./benches/b24-job-page";
import { b25 } from "./benches/b25-pages-under-sync";
import { startGround } from "./ground";
import { SECRETS } from "./product";
import { commit, type Kept, keep, publish, table } from "./report";
import type { Figure } from "./result";

const BENCHES: Readonly<Record<string, (arena: Arena) => Promise<Figure[]>>> = {
  B1: b1,
  B2: b2,
  B3: b3,
  B4: b4,
  B5: b5,
  B6: b6,
  B7: b7,
  B8: b8,
  B9: b9,
  B10: b10,
  B11: b11,
  B15: b15,
  B17: b17,
  B18: b18,
  B19: b19,
  B21: b21,
  B22: b22,
  B23: b23,
  B24: b24,
  B25: b25,
};

/**
 * `npm run bench`: measures all benchmarks and keeps the run in docs.
 * `--only B1,B4` measures some, `--quick` measures shortly; neither is kept. With `--keep`, those of `--only` take
 * the place of their earlier figures among those that are kept.
 *
 * @throws Error when one could not be measured, or an answer was wrong; the others are measured all the same
 */
export async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { only: { type: "string" }, quick: { type: "boolean" }, keep: { type: "boolean" } },
  });
  const wanted = values.only?.split(",") ?? Object.keys(BENCHES);
  const unknown = wanted.filter((id) => !(id in BENCHES));
  if (unknown.length > 0)
    throw new Error(
      `There is no ${unknown.join(", ")}; there are ${Object.keys(BENCHES).join(", ")}.`,
    );
  // Cursors are signed here as the server signs them.
  Object.assign(process.env, SECRETS, {
    NAMEKEEP_MODE: "demo",
    DATABASE_URL: "postgres://127.0.0.1/unused",
  });
  const undoing = new Undoing();
  const stop = () => void undoing.run().finally(() => process.exit(1));
  for (const name of ["SIGINT", "SIGTERM"] as const) process.once(name, stop);
  try {
    const isKept = !values.quick && (!values.only || (values.keep ?? false));
    await measure(wanted, values.quick ?? false, isKept, undoing);
  } finally {
    await undoing.run();
  }
}

async function measure(wanted: string[], isQuick: boolean, isKept: boolean, undoing: Undoing) {
  const sources = commit();
  await buildIfNeeded();
  const ground = await startGround();
  undoing.add(ground.stop);
  const measured = arena(ground, isQuick, undoing);
  const all: Kept[] = [];
  const failures: string[] = [];
  for (const id of wanted) {
    try {
      const kept = keep((await BENCHES[id]?.(measured)) ?? [], sources);
      all.push(...kept);
      console.log(table(kept));
      // At once: a run that is cut off later keeps what it has.
      if (isKept) publish(kept, Object.keys(BENCHES));
    } catch (error) {
      failures.push(
        `${id} could not be measured: ${error instanceof Error ? error.message : error}`,
      );
      console.error(failures.at(-1));
    }
  }
  console.log(`\n${table(all)}`);
  if (failures.length > 0) throw new Error(failures.join("\n"));
}
