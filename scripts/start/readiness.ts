import { waitUntil } from "../postgres/wait";
import { type Child, hasEnded } from "./child";

const START_TIMEOUT_MS = 120_000;

/**
 * Waits until `url` answers 200.
 *
 * @throws Error when one of `children` ends first, or nothing answers within two minutes
 */
export async function untilHealthy(url: string, children: readonly Child[]): Promise<void> {
  let answer = "nothing";
  const isSettled = async () => {
    if (children.some(hasEnded)) return true;
    answer = await statusOf(url);
    return answer === "200";
  };
  await waitUntil(isSettled, START_TIMEOUT_MS, 50);
  const ended = children.find(hasEnded);
  if (ended) throw new Error(`The ${ended.name} ended before it was ready.`);
  if (answer !== "200") throw new Error(`${url} answers ${answer}; the output above may tell why.`);
}

async function statusOf(url: string): Promise<string> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(5_000) });
    await response.body?.cancel();
    return String(response.status);
  } catch {
    return "nothing";
  }
}
