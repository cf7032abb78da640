/**
 * Gives a question so much time, and less when all of them are to end. Leaves no timer behind: there may be a hundred
 * thousand questions.
 *
 * @param ms what the question may take
 * @param all ends every question
 */
export async function within<T>(
  ms: number,
  all: AbortSignal,
  ask: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const own = new AbortController();
  const end = () => own.abort(all.reason);
  const timer = setTimeout(() => own.abort(new Error("It took too long.")), ms);
  all.addEventListener("abort", end, { once: true });
  if (all.aborted) end();
  try {
    return await ask(own.signal);
  } finally {
    clearTimeout(timer);
    all.removeEventListener("abort", end);
  }
}
