/**
 * Runs a command-line program: what it throws is for the person at the terminal, so the message is printed
 * without a stack, and the exit code says that it failed.
 */
export async function runMain(main: () => Promise<void>): Promise<void> {
  try {
    await main();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
