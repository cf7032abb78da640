import path from "node:path";
import type { BuildOptions } from "esbuild";

/** A program of our own, made into one file under dist/. */
export type Bundle = {
  readonly name: "server" | "worker" | "simulator" | "seed" | "cli";
  /** Source file, from the project's root. */
  readonly entry: string;
  /** Function of the entry to call; without it, importing the entry runs the program. */
  readonly call?: string;
};

export const WORKER: Bundle = { name: "worker", entry: "server/jobs/main.ts" };

/** Every program there is beside Next. */
export const BUNDLES: readonly Bundle[] = [
  { name: "server", entry: "scripts/serve.ts" },
  WORKER,
  { name: "simulator", entry: "server/simulator/main.ts" },
  { name: "seed", entry: "server/demo/seed.ts", call: "seedDemo" },
  { name: "cli", entry: "scripts/cli.ts" },
];

/** Where a program is built to, from the root of the project. */
export const bundleFile = (name: Bundle["name"]) => path.join("dist", `${name}.mjs`);

/**
 * The esbuild options for one program: Node 22, everything in one file but what must be loaded from its own place
 * (native code, and Next, which finds its parts beside itself).
 */
export function bundleOptions({ name, entry, call }: Bundle): BuildOptions {
  return {
    ...(call ? { stdin: caller(entry, call) } : { entryPoints: [entry] }),
    outfile: bundleFile(name),
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node22",
    sourcemap: true,
    logLevel: "warning",
    external: ["next", "@node-rs/argon2", "pg-native"],
    // Outside Next the package throws on import: these programs are the server.
    alias: { "server-only": "server-only/empty.js" },
    // Bundled CommonJS packages call require, which modules lack.
    banner: {
      js: "import{createRequire as makeRequire}from'node:module';const require=makeRequire(import.meta.url);",
    },
  };
}

/** A program that calls `name` of `entry` and hands the answer to the process that started it. */
function caller(entry: string, name: string) {
  const contents = `
    import { ${name} } from "./${entry}";
    ${name}().then(
      (answer) => process.send ? process.send(answer ?? null, () => process.exit(0)) : process.exit(0),
      (error) => { console.error(error); process.exit(1); },
    );`;
  return { contents, resolveDir: process.cwd(), sourcefile: `${name}.ts`, loader: "ts" as const };
}
