import { spawn } from "node:child_process";
import { closeSync, existsSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { locateBinaries } from "./binaries";
import { ensureCluster, SUPERUSER } from "./cluster";
import type { Identity } from "./identity";
import { freePort } from "./ports";
import { claimant, isAlive, pidFile, servesFolder, survivors } from "./postmaster";
import { DATABASE, databaseUrl, ensureDatabase, LOGINS, type Passwords } from "./roles";
import { waitUntil } from "./wait";

const READY_TIMEOUT_MS = 60_000;
const STOP_TIMEOUT_MS = 30_000;

export type PostgresOptions = {
  /** Folder of the cluster; created on first use. Its parent must let other users pass when we are root. */
  dataDir: string;
  passwords: Passwords;
  /** false gives up safety against power loss for speed: for tests and benchmarks. */
  durable: boolean;
  /** Server settings in addition, e.g. `{ shared_buffers: "1GB" }`. */
  settings?: Readonly<Record<string, string>>;
};

export type RunningPostgres = {
  readonly port: number;
  readonly pid: number;
  readonly isReused: boolean;
  /** Connections as superuser, as owner of the database `namekeep` and as the application. */
  readonly urls: { admin: string; owner: string; app: string };
  /** Shuts the server down, unless another living process started it. */
  readonly stop: () => Promise<void>;
};

/**
 * Starts the embedded PostgreSQL on loopback, or takes over the one that still serves `dataDir`.
 *
 * The server is detached: Ctrl-C in a terminal must reach the application first, so that it can finish its
 * queries. A start that was killed leaves it running, and the next start adopts it.
 *
 * @throws Error when this platform has no binaries, no user can run it, or it does not come up within a minute
 */
export async function startPostgres(options: PostgresOptions): Promise<RunningPostgres> {
  const { dataDir, passwords } = options;
  const living = await findLiving(dataDir);
  const { pid, port } = living ?? (await launch(options));
  const isOurs = claimLaunch(dataDir, living !== null);
  const admin = databaseUrl(SUPERUSER, passwords.superuser, port, "postgres");
  await ensureDatabase(admin, DATABASE, passwords);
  return {
    port,
    pid,
    isReused: living !== null,
    urls: {
      admin,
      owner: databaseUrl(LOGINS.owner, passwords.owner, port, DATABASE),
      app: databaseUrl(LOGINS.app, passwords.app, port, DATABASE),
    },
    stop: async () => {
      if (isOurs) await stopPostgres(dataDir);
    },
  };
}

/** Shuts down whatever server works in `dataDir`: fast at first, the hard way when that takes too long. */
export async function stopPostgres(dataDir: string): Promise<void> {
  const server = claimant(dataDir);
  if (!server || !servesFolder(server.pid, dataDir)) return;
  const isGone = () => !servesFolder(server.pid, dataDir);
  signal(server.pid, "SIGINT");
  if (await waitUntil(isGone, STOP_TIMEOUT_MS)) return;
  signal(server.pid, "SIGQUIT");
  await waitUntil(isGone, STOP_TIMEOUT_MS);
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // It ended between the look and the signal: that is what was wanted.
  }
}

async function findLiving(dataDir: string): Promise<{ pid: number; port: number } | null> {
  const claimed = claimant(dataDir);
  if (!claimed) return null;
  if (servesFolder(claimed.pid, dataDir)) return readyServer(dataDir, () => isAlive(claimed.pid));
  const areGone = await waitUntil(() => survivors(dataDir).length === 0, STOP_TIMEOUT_MS);
  if (!areGone) throw new Error(`Processes of a crashed PostgreSQL still use ${dataDir}.`);
  rmSync(pidFile(dataDir), { force: true });
  return null;
}

async function launch(options: PostgresOptions): Promise<{ pid: number; port: number }> {
  const { dataDir, durable, passwords } = options;
  const binaries = locateBinaries();
  const identity = ensureCluster(binaries, { dataDir, durable, password: passwords.superuser });
  const logFile = `${dataDir}.log`;
  const port = await freePort();
  const child = spawnServer(identity, binaries.postgres, logFile, serverArguments(options, port));
  let isRunning = true;
  child.once("exit", () => {
    isRunning = false;
  });
  child.unref();
  try {
    return await readyServer(dataDir, () => isRunning);
  } catch (cause) {
    const log = existsSync(logFile) ? readFileSync(logFile, "utf8").slice(-2000) : "";
    throw new Error(`The embedded PostgreSQL did not start. Its log ends with:\n${log}`, { cause });
  }
}

function spawnServer(identity: Identity, postgres: string, logFile: string, args: string[]) {
  const log = openSync(logFile, "w", 0o600);
  const [program, words, who] = identity.as(postgres, args);
  const { uid, gid } = who;
  const child = spawn(program, words, {
    ...(uid === undefined || gid === undefined ? {} : { uid, gid }),
    cwd: "/",
    detached: true,
    stdio: ["ignore", log, log],
  });
  closeSync(log);
  return child;
}

function serverArguments({ dataDir, durable, settings }: PostgresOptions, port: number): string[] {
  const all = {
    listen_addresses: "127.0.0.1",
    // A socket's path may be too long for the system where the checkout lies deep.
    unix_socket_directories: "",
    max_connections: "100",
    shared_buffers: "128MB",
    ...(durable ? {} : { fsync: "off", synchronous_commit: "off", full_page_writes: "off" }),
    ...settings,
  };
  const pairs = Object.entries(all).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  return ["-D", dataDir, "-p", String(port), ...pairs];
}

async function readyServer(dataDir: string, isRunning: () => boolean) {
  const isSettled = () => claimant(dataDir)?.isReady === true || !isRunning();
  await waitUntil(isSettled, READY_TIMEOUT_MS);
  const server = claimant(dataDir);
  if (!server?.isReady) throw new Error(`PostgreSQL in ${dataDir} does not become ready.`);
  return { pid: server.pid, port: server.port };
}

/** Notes who must stop the server, and tells whether that is us: not while its launcher lives. */
function claimLaunch(dataDir: string, isReused: boolean): boolean {
  const file = path.join(dataDir, "launcher.pid");
  const launcher = isReused && existsSync(file) ? Number(readFileSync(file, "utf8")) : 0;
  if (launcher > 0 && launcher !== process.pid && isAlive(launcher)) return false;
  writeFileSync(file, String(process.pid));
  return true;
}
