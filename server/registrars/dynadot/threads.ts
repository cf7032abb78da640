import type { OutboundClient } from "@/server/outbound/call";

/** Lets so many calls of one account be under way at once; the others wait in the order they came. */
export type Threads = { readonly taken: <T>(work: () => Promise<T>) => Promise<T> };

/** Threads of an account. @param count how many calls Dynadot lets it have under way */
export function threadsOf(count: number): Threads {
  const waiting: Array<() => void> = [];
  let free = count;
  const give = () => {
    const next = waiting.shift();
    if (next) next();
    else free += 1;
  };
  return {
    async taken(work) {
      if (free > 0) free -= 1;
      else await new Promise<void>((resolve) => waiting.push(resolve));
      try {
        return await work();
      } finally {
        give();
      }
    },
  };
}

const known = new Map<string, Threads>();

/** The threads of an account in this process, the same for every gateway that is opened for it. */
export function sharedThreads(account: string, count: number): Threads {
  const threads = known.get(account) ?? threadsOf(count);
  known.set(account, threads);
  return threads;
}

/** `client`, whose calls each take one of `threads`. */
export const onThreads = (client: OutboundClient, threads: Threads): OutboundClient => ({
  send: (call) => threads.taken(() => client.send(call)),
  close: () => client.close(),
});
