import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterEach, expect, test } from "vitest";
import { z } from "zod";

const Ready = z.strictObject({
  ready: z.literal(true),
  url: z.string().regex(/^http:\/\/127\.0\.0\.1:\d+$/),
});

let child: ChildProcess;
afterEach(() => child.kill("SIGKILL"));

/** Starts the process as its parent in the product does, and reads the one line it prints. */
async function start(env: Readonly<Record<string, string>> = {}): Promise<string> {
  child = fork(join(import.meta.dirname, "main.ts"), {
    execArgv: ["--import", "tsx"],
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  if (!child.stdout) throw new Error("No output.");
  const [line] = await once(child.stdout, "data");
  return Ready.parse(JSON.parse(String(line))).url;
}

test.each([
  "SIGTERM",
  "SIGINT",
] as const)("it says where it listens, and ends on %s", async (signal) => {
  const url = await start();
  expect((await fetch(`${url}/v5/domain/tlds`)).status).toBe(401);
  const ended = once(child, "exit");
  child.kill(signal);
  expect(await ended).toEqual([0, null]);
});

test("it ends when its parent lets go of it, even with a client connected", async () => {
  const url = await start();
  await fetch(`${url}/_sim/ledger`);
  const ended = once(child, "exit");
  child.disconnect();
  expect(await ended).toEqual([0, null]);
});

test("a port that is none is refused with its name", async () => {
  child = fork(join(import.meta.dirname, "main.ts"), {
    execArgv: ["--import", "tsx"],
    env: { ...process.env, SIMULATOR_PORT: "http" },
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  if (!child.stderr) throw new Error("No output.");
  expect(await text(child.stderr)).toContain("SIMULATOR_PORT must be a number");
});
