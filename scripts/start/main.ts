import { existsSync } from "node:fs";
import path from "node:path";
import { loadEnvFile } from "node:process";
import { watchNpm } from "./npm-watch";
import { type RunningNamekeep, runNamekeep } from "./run-namekeep";
import { forgetRunning, noteRunning } from "./running-demo";
import { welcome } from "./welcome";

/** `npm start`: brings everything up, tells where to go, and stops everything when told to. */
export async function main(): Promise<void> {
  const startedAt = performance.now();
  if (existsSync(".env")) loadEnvFile(".env");
  const giveUp = new AbortController();
  let running: RunningNamekeep | undefined;
  const stop = () => {
    giveUp.abort(new Error("The start was given up."));
    void running?.stop();
  };
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(name, stop);
  watchNpm(stop);
  const dataDir = path.resolve(".data");
  running = await runNamekeep({
    source: process.env,
    dataDir,
    dev: process.argv.includes("--dev"),
    durable: true,
    signal: giveUp.signal,
  });
  const isDemo = running.settings.mode === "demo";
  if (isDemo) noteRunning(dataDir, running.variables);
  console.log(welcome(running, performance.now() - startedAt));
  const name = await running.ended;
  const wasAsked = giveUp.signal.aborted;
  if (isDemo) forgetRunning(dataDir);
  await running.stop();
  if (!wasAsked) throw new Error(`The ${name} ended unexpectedly, so everything was stopped.`);
}
