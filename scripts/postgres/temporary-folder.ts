import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statfsSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { isAlive } from "./postmaster";
import { stopPostgres } from "./start-postgres";

const PREFIX = "namekeep-test-";
const ROOM_NEEDED_BYTES = 1_000_000_000;

/** A folder for one run of tests, whose `postgres` inside holds a throw-away cluster. */
export type TemporaryFolder = { readonly path: string; readonly remove: () => void };

/**
 * Creates a folder for throw-away data, in memory where there is room for `neededBytes`.
 *
 * Runs that were killed could not clear up: their servers and folders are removed first.
 */
export async function temporaryFolder(neededBytes = ROOM_NEEDED_BYTES): Promise<TemporaryFolder> {
  const parent = roomyFolder(neededBytes);
  await sweep(parent);
  const folder = mkdtempSync(path.join(parent, PREFIX));
  // When we are root another user runs the server, and must be able to pass.
  chmodSync(folder, 0o711);
  return { path: folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Where the cluster of a temporary server lies. */
export const clusterIn = (folder: string) => path.join(folder, "postgres");

function roomyFolder(neededBytes: number): string {
  const memory = "/dev/shm";
  if (!existsSync(memory)) return tmpdir();
  const { bavail, bsize } = statfsSync(memory);
  return bavail * bsize > neededBytes ? memory : tmpdir();
}

async function sweep(parent: string): Promise<void> {
  const names = readdirSync(parent).filter((entry) => entry.startsWith(PREFIX));
  for (const folder of names.map((name) => path.join(parent, name))) {
    const launcher = path.join(clusterIn(folder), "launcher.pid");
    if (!existsSync(launcher) || isAlive(Number(readFileSync(launcher, "utf8")))) continue;
    await stopPostgres(clusterIn(folder));
    rmSync(folder, { recursive: true, force: true });
  }
}
