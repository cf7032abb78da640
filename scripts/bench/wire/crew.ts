import { once } from "node:events";
import path from "node:path";
import { build } from "esbuild";
import { z } from "zod";
import { ScriptClient } from "@/server/simulator/script-client";
import { bundleFile } from "../../build/bundles";
import { type Child, firstLine, startChild, stopChild } from "../../start/child";
import { DATA_DIR, type Field } from "../ground";
import { SECRETS } from "../product";
import type { Tasks, Told } from "./tasks";

/** A process of the product that does one task after another. */
export type Worker = {
  readonly do: <Kind extends keyof Tasks>(
    kind: Kind,
    asked: Tasks[Kind]["asked"],
  ) => Promise<Told<Kind>>;
};

/** The simulator with processes of the product that speak to it, each a process of its own. */
export type Crew = {
  readonly simulator: ScriptClient;
  readonly workers: readonly Worker[];
};

const Ready = z.object({ url: z.string() });
const WORKER_FILE = path.join(DATA_DIR, "wire-worker.mjs");

/** Lends `body` a simulator and so many workers on `field`, and ends them. */
export async function withCrew<T>(
  field: Field,
  count: number,
  body: (crew: Crew) => Promise<T>,
): Promise<T> {
  await buildWorker();
  const started: Child[] = [];
  const start = (name: string, file: string, own: Record<string, string>, isBackground = false) => {
    const variables = { PATH: process.env.PATH ?? "", ...own };
    const child = startChild(name, file, { variables, isBackground, output: "pipe" });
    started.push(child);
    return child;
  };
  try {
    const simulator = start("simulator", bundleFile("simulator"), { SIMULATOR_PORT: "0" });
    const { url } = Ready.parse(JSON.parse(await firstLine(simulator)));
    const script = new ScriptClient(url);
    await script.settings({ requestsPerMinute: 10_000_000 });
    const workers = Array.from({ length: count }, () =>
      workerOf(start("bench worker", WORKER_FILE, variablesOf(field, url), true)),
    );
    return await body({ simulator: script, workers });
  } finally {
    await Promise.all(started.map((child) => stopChild(child)));
  }
}

const variablesOf = (field: Field, simulatorUrl: string) => ({
  ...SECRETS,
  NODE_ENV: "production",
  NAMEKEEP_MODE: "demo",
  DATABASE_URL: field.appUrl,
  SIMULATOR_URL: simulatorUrl,
  // What a plan costs is measured without the answers of strangers.
  DNS_RESOLVERS: "off",
});

const Answer = z.union([z.object({ told: z.unknown() }), z.object({ failed: z.string() })]);

function workerOf({ name, process: child }: Child): Worker {
  child.stdout?.resume();
  return {
    async do(kind, asked) {
      const answered = once(child, "message");
      child.send({ kind, ...asked });
      const answer = Answer.parse((await answered)[0]);
      if ("failed" in answer) throw new Error(`The ${name} failed: ${answer.failed}`);
      return answer.told as Told<typeof kind>;
    },
  };
}

/** Packed as the product's own programs are. */
async function buildWorker(): Promise<void> {
  await build({
    entryPoints: ["scripts/bench/wire/worker.ts"],
    outfile: WORKER_FILE,
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node22",
    external: ["next", "@node-rs/argon2", "pg-native"],
    alias: { "server-only": "server-only/empty.js" },
    banner: {
      js: "import{createRequire as makeRequire}from'node:module';const require=makeRequire(import.meta.url);",
    },
    logLevel: "warning",
  });
}
