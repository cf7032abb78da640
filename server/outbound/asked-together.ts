/**
 * Asks once for all who come while an earlier question is under way.
 *
 * @param ask asks for so many; what it returns tells each of them, by their order, what was said
 */
export function askedTogether<T>(
  ask: (count: number) => Promise<(index: number) => T>,
): () => Promise<T> {
  let waiting: PromiseWithResolvers<T>[] = [];
  let isAsking = false;
  const askForAll = async () => {
    isAsking = true;
    // Those who come in this very moment are asked for as well.
    await Promise.resolve();
    while (waiting.length > 0) {
      const asked = waiting;
      waiting = [];
      try {
        const told = await ask(asked.length);
        for (const [index, one] of asked.entries()) one.resolve(told(index));
      } catch (error) {
        for (const one of asked) one.reject(error);
      }
    }
    isAsking = false;
  };
  return () => {
    const one = Promise.withResolvers<T>();
    waiting.push(one);
    if (!isAsking) void askForAll();
    return one.promise;
  };
}
