import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";

type Launch = {
  readonly variables: Record<string, string>;
  readonly args?: readonly string[];
  /** `pipe`: what it prints is for us and not for the terminal. */
  readonly output?: "inherit" | "pipe";
  /** Nobody waits for it: it holds less, and collects more often. */
  readonly isBackground?: boolean;
};

/** A process of ours that ends when we end: it watches the channel it was started with. */
export type Child = { readonly name: string; readonly process: ChildProcess };

/**
 * On a machine with much memory V8 collects so late that a server whose data take 93 MB comes to hold 650;
 * with these it stays near 320, for some 15 % more work. Source maps would hold another 110.
 */
const FRUGAL = ["--heap-growing-percent=80", "--max-semi-space-size=8"];
/** A sync of 100,000 names makes much that is soon gone: with this the worker holds some 15 MB less. */
const SMALLER = ["--max-semi-space-size=4"];
/** glibc keeps a heap for each thread, and what one gave back it keeps: with one for all 20 MB less are held. */
const ONE_ARENA = { MALLOC_ARENA_MAX: "1" };

/**
 * Starts a built program.
 *
 * It gets a process group of its own, so that Ctrl-C in a terminal reaches the start alone, which then stops
 * everything in order.
 */
export function startChild(name: string, file: string, launch: Launch): Child {
  const { variables, args = [], output = "inherit", isBackground = false } = launch;
  const child = fork(file, args, {
    execArgv: [...FRUGAL, ...(isBackground ? SMALLER : [])],
    // Next's own types make NODE_ENV required in every environment.
    env: { ...(isBackground ? ONE_ARENA : {}), ...variables } as unknown as NodeJS.ProcessEnv,
    detached: true,
    stdio: ["ignore", output, "inherit", "ipc"],
  });
  return { name, process: child };
}

/** Whether a program has ended, by itself or by a signal. */
export const hasEnded = ({ process: child }: Child) =>
  child.exitCode !== null || child.signalCode !== null;

/**
 * Reads the first line a child prints, by which it tells that it is ready.
 *
 * @throws Error when it ends before
 */
export async function firstLine({ name, process: child }: Child): Promise<string> {
  if (!child.stdout) throw new Error(`The ${name} was started without a pipe.`);
  for await (const line of createInterface({ input: child.stdout })) {
    child.stdout.resume();
    return line;
  }
  throw new Error(`The ${name} ended before it was ready.`);
}

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
