import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { z } from "zod";
import { freePort } from "../scripts/postgres/ports";
import type { World } from "./world";

const Told = z.object({
  url: z.url().transform((text) => new URL(text)),
  databaseUrl: z.string(),
  simulatorUrl: z.string(),
  cronSecret: z.string(),
  authSecret: z.string(),
  credentialKeys: z.string(),
});

/** A folder for the data of one house, which no other test run clears away while the house is dead. */
export function ownFolder(): { readonly path: string; readonly remove: () => void } {
  const folder = mkdtempSync(path.join(tmpdir(), "namekeep-own-"));
  // When we are root another user runs the database, and must be able to pass.
  chmodSync(folder, 0o711);
  return { path: folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** A demo of one test alone, which the test may kill and start again on the same data. */
export class OwnHouse {
  private constructor(
    readonly demo: World,
    private readonly starter: ChildProcess,
    /** Everything it printed so far. */
    readonly printed: () => string,
  ) {}

  /** Starts on the data in `folder`, and waits until it is well. */
  static async start(folder: string): Promise<OwnHouse> {
    const port = String(await freePort());
    const starter = spawn(
      process.execPath,
      ["--import", "tsx", "e2e/second-house.ts", folder, port],
      { stdio: ["ignore", "pipe", "pipe", "ipc"] },
    );
    let text = "";
    for (const stream of [starter.stdout, starter.stderr])
      stream?.on("data", (chunk: Buffer) => {
        text += chunk.toString();
      });
    const message = await Promise.race([
      once(starter, "message").then(([told]: unknown[]) => told),
      once(starter, "exit").then(() => {
        throw new Error(`It did not start:\n${text}`);
      }),
    ]);
    const demo: World = { ...Told.parse(message), signIns: [], smtpPort: 0 };
    return new OwnHouse(demo, starter, () => text);
  }

  /** Ends server, worker and what started them, as the machine would end them: without a word. */
  async kill(): Promise<void> {
    const gone = once(this.starter, "exit");
    for (const pid of this.pidsOf(/dist\/(?:server|worker)\.mjs/)) process.kill(pid, "SIGKILL");
    this.starter.kill("SIGKILL");
    await gone;
  }

  async stop(): Promise<void> {
    if (this.starter.exitCode !== null || this.starter.signalCode !== null) return;
    const gone = once(this.starter, "exit");
    this.starter.kill("SIGTERM");
    await gone;
  }

  private pidsOf(program: RegExp): number[] {
    const lines = execFileSync("ps", ["-A", "-o", "pid=,ppid=,args="], { encoding: "utf8" });
    return lines.split("\n").flatMap((line) => {
      const [pid, parent, ...args] = line.trim().split(/\s+/);
      const isOurs = Number(parent) === this.starter.pid && program.test(args.join(" "));
      return isOurs ? [Number(pid)] : [];
    });
  }
}
