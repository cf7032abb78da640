import { freePort } from "../postgres/ports";
import { temporaryFolder } from "../postgres/temporary-folder";
import { type RunningNamekeep, runNamekeep } from "./run-namekeep";

/** Settings of the person's own shell that would turn the demo into something else. */
const NOT_OURS = [
  "APP_URL",
  "DATABASE_URL",
  "DATABASE_MIGRATION_URL",
  "HOST",
  "NODE_ENV",
  "WORKER",
];

/** Runs `body` against a demo on a port of its own, which lives no longer than it does. */
export async function withThrowawayDemo(
  body: (running: RunningNamekeep) => Promise<void>,
): Promise<void> {
  const folder = await temporaryFolder();
  try {
    const running = await startDemo(folder.path);
    try {
      await body(running);
    } finally {
      await running.stop();
    }
  } finally {
    folder.remove();
  }
}

async function startDemo(dataDir: string): Promise<RunningNamekeep> {
  const source: NodeJS.Dict<string> = { ...process.env };
  for (const name of NOT_OURS) delete source[name];
  return await runNamekeep({
    source: { ...source, NAMEKEEP_MODE: "demo", PORT: String(await freePort()) },
    dataDir,
    dev: false,
    durable: false,
  });
}
