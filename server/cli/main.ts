import { userInfo } from "node:os";
import { houseContext } from "../auth/caller";
import type { ServiceContext } from "../kernel/context";
import { AppError } from "../kernel/errors";
import { report } from "../kernel/report";
import { type Command, HELP, readCommand, UsageError } from "./command";
import { exitCodeOf } from "./outcome";
import { progressBar } from "./progress-bar";
import { runCommand } from "./run-command";
import { wordsOf } from "./words";

const INTERRUPTED = 130;
const MISUNDERSTOOD = 2;

/** Who types it, as the log tells it: somebody with a login of the machine, and all its rights. */
function commandLineContext(): ServiceContext {
  const login = userInfo().username;
  return {
    ...houseContext("command line", { source: "system" }),
    actor: { kind: "job", id: "command line", name: `${login} (command line)` },
  };
}

/** Ends a reading in part on the first Ctrl-C; the second one does not wait for it. */
function interruption(onInterrupt: () => void): AbortController {
  const stopping = new AbortController();
  for (const name of ["SIGINT", "SIGTERM"] as const)
    process.on(name, () => {
      if (stopping.signal.aborted) process.exit(INTERRUPTED);
      onInterrupt();
      stopping.abort(new Error("The command was interrupted."));
    });
  return stopping;
}

const write = (stream: NodeJS.WriteStream, text: string): Promise<void> =>
  new Promise((resolve) => stream.write(text, () => resolve()));

async function run(command: Exclude<Command, { name: "help" }>): Promise<number> {
  const bar = progressBar(process.stderr);
  const stopping = interruption(() => {
    bar.clear();
    process.stderr.write("Ending; what was read stays. Press Ctrl-C again to end at once.\n");
  });
  const onProgress = command.isJson ? () => undefined : bar.show;
  const outcome = await runCommand(commandLineContext(), command, {
    signal: stopping.signal,
    onProgress,
  }).finally(bar.clear);
  await write(
    process.stdout,
    command.isJson ? `${JSON.stringify(outcome, null, 2)}\n` : wordsOf(outcome),
  );
  return stopping.signal.aborted ? INTERRUPTED : exitCodeOf(outcome);
}

/** What went wrong, for the person at the terminal or the program that reads its answer. */
async function tell(error: unknown, isJson: boolean): Promise<number> {
  const isExpected = error instanceof AppError;
  if (!isExpected) report(error, { part: "command line" });
  const code = isExpected ? error.code : "internal";
  const message = isExpected ? error.message : "Namekeep met an error of its own; it stands above.";
  await (isJson
    ? write(process.stdout, `${JSON.stringify({ error: { code, message } }, null, 2)}\n`)
    : write(process.stderr, `${message}\n`));
  return 1;
}

/**
 * The command line.
 *
 * @param argv arguments behind the program's own name
 * @returns the exit code: 0 all went well, 1 something failed, 2 not understood, 130 interrupted
 */
export async function commandLine(argv: readonly string[]): Promise<number> {
  try {
    const command = readCommand(argv);
    if (command.name !== "help") return await run(command);
    await write(process.stdout, HELP);
    return 0;
  } catch (error) {
    if (!(error instanceof UsageError)) return tell(error, argv.includes("--json"));
    await write(process.stderr, `${error.message}\nnamekeep --help tells what there is.\n`);
    return MISUNDERSTOOD;
  }
}
