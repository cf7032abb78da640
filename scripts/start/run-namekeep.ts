import { once } from "node:events";
import type { MigrationUrls } from "@/db/migrate";
import type { Environment } from "@/server/kernel/env";
import { buildIfNeeded, buildPrograms } from "../build/run-build";
import { isPortFree } from "../postgres/ports";
import { waitUntil } from "../postgres/wait";
import { openDatabase } from "./open-database";
import { seedDemo, startServing, startSimulator } from "./programs";
import { untilHealthy } from "./readiness";
import { loadSecrets } from "./secrets";
import { childVariables, startMode, startSettings } from "./start-mode";
import { Undoing } from "./undoing";

/** A predecessor that was killed needs a moment until its last process has let go of the port. */
const PORT_PATIENCE_MS = 5_000;

export type StartOptions = {
  /** The environment to start from, such as process.env. */
  readonly source: Readonly<Record<string, string | undefined>>;
  /** Folder of everything this start keeps. */
  readonly dataDir: string;
  /** Compile on request and follow changes, instead of serving a build. */
  readonly dev: boolean;
  /** false for data that may be lost. */
  readonly durable: boolean;
  /** Gives up the start. What is started is stopped by then. */
  readonly signal?: AbortSignal;
};

export type RunningNamekeep = {
  readonly settings: Environment;
  readonly databases: MigrationUrls;
  /** What the processes were given, secrets included. */
  readonly variables: Readonly<Record<string, string>>;
  /** What the demo's seed tells of its sign-ins; null outside a demo. */
  readonly signIns: unknown;
  /** Settles with the name of the first process that ended by itself. */
  readonly ended: Promise<string>;
  readonly stop: () => Promise<void>;
};

/**
 * Brings up everything: database, schema, build, server and worker; in a demo the simulator and its data as well.
 *
 * @throws Error whose message says what to do; whatever had been started is stopped by then
 */
export async function runNamekeep(options: StartOptions): Promise<RunningNamekeep> {
  const undoing = new Undoing();
  try {
    return await start(options, undoing);
  } catch (error) {
    await undoing.run();
    throw error;
  }
}

async function start(options: StartOptions, undoing: Undoing): Promise<RunningNamekeep> {
  const { source, dataDir, dev, signal } = options;
  const mode = startMode(source);
  const secrets = mode === "demo" ? loadSecrets(dataDir) : null;
  const settings = startSettings(source, mode, secrets);
  await demandPort(settings);
  const databases = await openDatabase({ ...options, settings, secrets }, undoing);
  await (dev ? buildPrograms() : buildIfNeeded(signal));
  signal?.throwIfAborted();
  const variables = childVariables(source, secrets, {
    ...variablesOf(settings, dev),
    DATABASE_URL: databases.app,
    DATABASE_MIGRATION_URL: databases.owner,
  });
  const signIns = mode === "demo" ? await startDemo(variables, dataDir, undoing) : null;
  signal?.throwIfAborted();
  const children = await startServing(settings, variables, { dev, undoing });
  const ended = Promise.race(
    children.map(async ({ name, process: child }) => {
      await once(child, "exit");
      return name;
    }),
  );
  await untilHealthy(healthUrl(settings), children);
  return { settings, databases, variables, signIns, ended, stop: () => undoing.run() };
}

async function startDemo(
  variables: Record<string, string>,
  dataDir: string,
  undoing: Undoing,
): Promise<unknown> {
  variables.SIMULATOR_URL = await startSimulator(dataDir, undoing);
  return await seedDemo(variables);
}

async function demandPort({ host, port }: Environment): Promise<void> {
  const isFree = await waitUntil(() => isPortFree(port, host), PORT_PATIENCE_MS, 100);
  if (!isFree) {
    throw new Error(
      `Port ${port} on ${host} is in use. Stop what listens there, or choose another: PORT=${port + 1} npm start`,
    );
  }
}

function variablesOf(settings: Environment, dev: boolean): Record<string, string> {
  return {
    NODE_ENV: dev ? "development" : "production",
    NEXT_TELEMETRY_DISABLED: "1",
    NAMEKEEP_MODE: settings.mode,
    PORT: String(settings.port),
    HOST: settings.host,
    APP_URL: settings.appUrl,
    // next-auth reads its own two names.
    NEXTAUTH_URL: settings.appUrl,
    NEXTAUTH_SECRET: settings.authSecret,
  };
}

function healthUrl({ host, port }: Environment): string {
  const reachable = { "0.0.0.0": "127.0.0.1", "::": "[::1]" }[host] ?? host;
  return `http://${reachable}:${port}/healthz`;
}
