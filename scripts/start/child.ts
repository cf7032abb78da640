import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";

/** A process of ours that ends when we end: it watches the channel it was started with. */
export type Child = { readonly name: string; readonly process: ChildProcess };

/**
 * Starts a built program.
 *
 * It gets a process group of its own, so that Ctrl-C in a terminal reaches the start alone, which then stops
 * everything in order.
 */
export function startChild(
  name: string,
  file: string,
  variables: Record<string, string>,
  args: readonly string[] = [],
): Child {
  const child = fork(file, args, {
    execArgv: ["--enable-source-maps"],
    // Next's own types make NODE_ENV required in every environment.
    env: variables as NodeJS.ProcessEnv,
    detached: true,
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  return { name, process: child };
}

export const hasEnded = ({ process: child }: Child) =>
  child.exitCode !== null || child.signalCode !== null;

/** Runs a program to its end and hands back what it said to us. */
export async function runToEnd(child: Child): Promise<unknown> {
  let said: unknown = null;
  child.process.on("message", (message) => {
    said = message;
  });
  const [code] = await once(child.process, "exit");
  if (code !== 0) throw new Error(`The ${child.name} failed.`);
  return said;
}

/** Asks a child to end; after `patienceMs` it is ended. */
export async function stopChild(child: Child, patienceMs = 15_000): Promise<void> {
  if (hasEnded(child)) return;
  const ended = once(child.process, "exit");
  child.process.kill("SIGTERM");
  const timer = setTimeout(() => child.process.kill("SIGKILL"), patienceMs);
  await ended;
  clearTimeout(timer);
}
