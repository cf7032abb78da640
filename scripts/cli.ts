#!/usr/bin/env node
import { existsSync } from "node:fs";
import path from "node:path";
import { loadEnvFile } from "node:process";
import { commandLine } from "@/server/cli/main";
import { environment } from "@/server/kernel/env";
import { runningDemo } from "./start/running-demo";

/** The command line, with the server's own settings, also from a file .env; without any, those of a demo that runs here. */
async function main(): Promise<number> {
  if (existsSync(".env")) loadEnvFile(".env");
  if (!process.env.DATABASE_URL) Object.assign(process.env, runningDemo(path.resolve(".data")));
  const argv = process.argv.slice(2);
  const isHelp = argv.length === 0 || argv.includes("--help") || argv.includes("-h");
  try {
    if (!isHelp) environment();
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return 1;
  }
  return commandLine(argv);
}

// The pool of connections would keep the process alive.
process.exit(await main());
