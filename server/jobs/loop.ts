import { report } from "../kernel/report";

/**
 * Does something again and again while the worker lives, with a pause between. What goes wrong is reported, and it goes on.
 *
 * @returns ends it, and waits for what is under way
 */
export function loop(
  part: string,
  pauseMs: number,
  pass: (ending: AbortSignal) => Promise<void>,
): () => Promise<void> {
  const ending = new AbortController();
  const run = async () => {
    while (!ending.signal.aborted) {
      await pass(ending.signal).catch((error: unknown) => report(error, { part }));
      await pause(pauseMs, ending.signal);
    }
  };
  const running = run();
  return async () => {
    ending.abort();
    await running;
  };
}

const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const timer = setTimeout(resolve, ms);
    signal.addEventListener(
      "abort",
      () => {
        clearTimeout(timer);
        resolve();
      },
      { once: true },
    );
  });
