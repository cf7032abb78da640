import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";

const Variables = z.record(z.string(), z.string());

const noteIn = (dataDir: string) => path.join(dataDir, "running");

/** Notes with which settings a demo runs, for commands typed beside it; readable by its owner alone, as its secrets are. */
export function noteRunning(dataDir: string, variables: Readonly<Record<string, string>>): void {
  writeFileSync(noteIn(dataDir), JSON.stringify(variables), { mode: 0o600 });
}

/** No demo runs from here any more. */
export function forgetRunning(dataDir: string): void {
  rmSync(noteIn(dataDir), { force: true });
}

/** The settings of the demo that runs from here; null when none does. */
export function runningDemo(dataDir: string): Readonly<Record<string, string>> | null {
  const note = noteIn(dataDir);
  return existsSync(note) ? Variables.parse(JSON.parse(readFileSync(note, "utf8"))) : null;
}
