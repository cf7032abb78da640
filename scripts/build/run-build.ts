import { spawn } from "node:child_process";
import { once } from "node:events";
import { build, stop } from "esbuild";
import { BUNDLES, bundleOptions } from "./bundles";
import { fingerprint, forgetBuild, isBuildCurrent, noteBuild } from "./fingerprint";

/**
 * Builds the console (.next) and the programs beside it (dist) for production.
 *
 * @throws Error when either fails; the compiler has told why on the terminal
 */
export async function runBuild(signal?: AbortSignal): Promise<void> {
  const current = fingerprint();
  forgetBuild();
  await Promise.all([buildConsole(signal), buildPrograms()]);
  noteBuild(current);
}

/** Builds unless the sources are those of the last build. */
export async function buildIfNeeded(signal?: AbortSignal): Promise<"built" | "current"> {
  if (isBuildCurrent(fingerprint())) return "current";
  await runBuild(signal);
  return "built";
}

/** Bundles the server, the worker and the other programs into dist. */
export async function buildPrograms(): Promise<void> {
  await Promise.all(BUNDLES.map((bundle) => build(bundleOptions(bundle))));
  // esbuild keeps a process of its own running for the next build, which may never come.
  await stop();
}

async function buildConsole(signal: AbortSignal | undefined): Promise<void> {
  const child = spawn(process.execPath, ["node_modules/next/dist/bin/next", "build"], {
    stdio: "inherit",
    ...(signal ? { signal } : {}),
    env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
  });
  const [code] = await once(child, "exit");
  if (code !== 0) throw new Error("The build failed; the lines above tell why.");
}
