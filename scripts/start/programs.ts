import path from "node:path";
import { context } from "esbuild";
import { z } from "zod";
import type { Environment } from "@/server/kernel/env";
import { bundleFile, bundleOptions, WORKER } from "../build/bundles";
import { type Child, firstLine, runToEnd, startChild, stopChild } from "./child";
import type { Undoing } from "./undoing";

type Variables = Record<string, string>;

/** Starts the registrar simulator, which keeps its world in `dataDir`, and hands back its URL. */
export async function startSimulator(dataDir: string, undoing: Undoing): Promise<string> {
  const child = startChild("simulator", bundleFile("simulator"), {
    // It plays a stranger, so it gets none of our settings and secrets.
    variables: {
      NODE_ENV: "production",
      SIMULATOR_PORT: "0",
      SIMULATOR_STATE: path.join(dataDir, "simulator"),
    },
    output: "pipe",
  });
  undoing.add(() => stopChild(child));
  return readyLine.parse(JSON.parse(await firstLine(child))).url;
}

const readyLine = z.object({ url: z.string() });

/** Fills an empty database with the demo and hands back what the seed tells of it (its sign-ins). */
export async function seedDemo(variables: Variables): Promise<unknown> {
  return await runToEnd(startChild("demo seed", bundleFile("seed"), { variables }));
}

/** Starts the server, and the worker unless it is switched off. */
export async function startServing(
  settings: Environment,
  variables: Variables,
  options: { dev: boolean; undoing: Undoing },
): Promise<Child[]> {
  const server = startChild("server", bundleFile("server"), {
    variables,
    args: options.dev ? ["--dev"] : [],
  });
  const isWorking = settings.worker === "separate";
  const children = [server];
  if (isWorking && options.dev) await followWorker(variables, options.undoing);
  else if (isWorking) children.push(startWorker(variables));
  options.undoing.add(() => Promise.all(children.map((child) => stopChild(child))));
  return children;
}

const startWorker = (variables: Variables): Child =>
  startChild("worker", bundleFile("worker"), { variables, isBackground: true });

/** Starts the worker anew whenever its sources change. */
async function followWorker(variables: Variables, undoing: Undoing): Promise<void> {
  let child: Child | undefined;
  const restart = async () => {
    if (child) await stopChild(child);
    child = startWorker(variables);
  };
  const plugin = {
    name: "restart",
    setup: (build: { onEnd: (callback: () => Promise<void>) => void }) => build.onEnd(restart),
  };
  const watched = await context({ ...bundleOptions(WORKER), plugins: [plugin] });
  await watched.watch();
  undoing.add(async () => {
    await watched.dispose();
    if (child) await stopChild(child);
  });
}
