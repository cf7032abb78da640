import { readFileSync } from "node:fs";
import { bundleFile } from "../build/bundles";
import { freePort } from "../postgres/ports";
import { startChild, stopChild } from "../start/child";
import { untilHealthy } from "../start/readiness";
import type { Field } from "./ground";

/** Secrets of a server that holds made-up names and listens on loopback. */
export const SECRETS = {
  AUTH_SECRET: "benchmark-benchmark-benchmark-benchmark",
  CRON_SECRET: "benchmark-cron-benchmark-cron-benchmark",
  CREDENTIAL_KEYS: `1:${Buffer.alloc(32, 7).toString("base64")}`,
} as const;

/** The product as it is served for real, or something measured beside it. */
export type Served = {
  readonly origin: string;
  /** From the start of the process to the first good answer. */
  readonly readyMs: number;
  readonly residentBytes: () => number;
  readonly stop: () => Promise<void>;
};

/** Starts the built server against one database. */
export async function serveProduct(field: Field): Promise<Served> {
  const port = await freePort();
  return await serve("server", bundleFile("server"), "/healthz", {
    ...SECRETS,
    NODE_ENV: "production",
    NAMEKEEP_MODE: "production",
    WORKER: "off",
    DATABASE_URL: field.appUrl,
    DATABASE_MIGRATION_URL: field.ownerUrl,
    PORT: String(port),
    HOST: "127.0.0.1",
    APP_URL: `http://127.0.0.1:${port}`,
    NEXTAUTH_URL: `http://127.0.0.1:${port}`,
    NEXTAUTH_SECRET: SECRETS.AUTH_SECRET,
  });
}

/** Starts a program that listens on PORT, and waits until `path` of it answers. */
export async function serve(
  name: string,
  file: string,
  path: string,
  variables: Record<string, string> & { readonly PORT: string },
): Promise<Served> {
  const startedAt = performance.now();
  const child = startChild(name, file, {
    variables: { PATH: process.env.PATH ?? "", NEXT_TELEMETRY_DISABLED: "1", ...variables },
    output: "pipe",
  });
  child.process.stdout?.resume();
  const origin = `http://127.0.0.1:${variables.PORT}`;
  try {
    await untilHealthy(`${origin}${path}`, [child]);
  } catch (error) {
    await stopChild(child);
    throw error;
  }
  return {
    origin,
    readyMs: performance.now() - startedAt,
    residentBytes: () => residentBytes(child.process.pid ?? 0),
    stop: () => stopChild(child),
  };
}

/** Resident memory of a process, where the system tells it in /proc; else 0. */
function residentBytes(pid: number): number {
  try {
    const [, kilobytes] =
      /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
    return Number(kilobytes ?? 0) * 1024;
  } catch {
    return 0;
  }
}
