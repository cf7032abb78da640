import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, readlinkSync, realpathSync } from "node:fs";
import path from "node:path";

/** A running PostgreSQL server as its own pid file tells of it. */
export type Postmaster = {
  readonly pid: number;
  readonly port: number;
  readonly isReady: boolean;
};

/** Reads who claims `dataDir`, alive or not; null when nobody does. */
export function claimant(dataDir: string): Postmaster | null {
  const file = pidFile(dataDir);
  if (!existsSync(file)) return null;
  const lines = readFileSync(file, "utf8").split("\n");
  const [pid, port] = [Number(lines[0]), Number(lines[3])];
  if (!Number.isInteger(pid) || pid <= 0) return null;
  return { pid, port, isReady: lines[7]?.trim() === "ready" };
}

/** Where a running PostgreSQL notes its process. */
export const pidFile = (dataDir: string) => path.join(dataDir, "postmaster.pid");

/**
 * Tells whether process `pid` is a living PostgreSQL that serves `dataDir`.
 *
 * A pid file survives a crash, and its number may then belong to a zombie nobody reaps (a container without init)
 * or to another program.
 */
export function servesFolder(pid: number, dataDir: string): boolean {
  if (!isAlive(pid)) return false;
  if (process.platform === "linux") return isPostgresIn(String(pid), realpathSync(dataDir));
  const { stdout } = spawnSync("ps", ["-o", "comm=", "-p", String(pid)], { encoding: "utf8" });
  return path.basename(stdout.trim()) === "postgres";
}

/** Tells whether process `pid` runs. A zombie does not: after a hard kill one may stay until somebody reaps it. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
  return process.platform !== "linux" || statOf(String(pid))?.state !== "Z";
}

/** Lists processes of a dead server that still work in `dataDir`; a new server beside them would ruin the data. */
export function survivors(dataDir: string): number[] {
  if (process.platform !== "linux") return [];
  const folder = realpathSync(dataDir);
  const processes = readdirSync("/proc").filter((entry) => /^\d+$/.test(entry));
  return processes.filter((pid) => isPostgresIn(pid, folder)).map(Number);
}

function isPostgresIn(pid: string, folder: string): boolean {
  const stat = statOf(pid);
  if (stat?.name !== "postgres" || stat.state === "Z") return false;
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === folder;
  } catch {
    return false;
  }
}

function statOf(pid: string): { name: string; state: string } | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const [start, end] = [stat.indexOf("("), stat.lastIndexOf(")")];
    return { name: stat.slice(start + 1, end), state: stat.charAt(end + 2) };
  } catch {
    return null;
  }
}
