import { Resolver } from "node:dns/promises";
import { eachAtOnce } from "../kernel/each-at-once";

/** Which resolvers are asked: those of the machine, some named ones, or none at all. */
export type Resolvers = "system" | readonly string[];

const TIMEOUT_MS = 1_500;
const TRIES = 2;
const AT_ONCE = 10;

/**
 * The nameservers of some names as the public DNS tells them, sorted. A name of which nothing was told in time has none in
 * the answer: that is "not known", never "has no nameservers".
 *
 * @param boxMs after so long no further name is asked, and what is still open is given up
 */
export async function publicNameservers(
  names: readonly string[],
  resolvers: Resolvers,
  boxMs: number,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const found = new Map<string, readonly string[]>();
  if (resolvers !== "system" && resolvers.length === 0) return found;
  const resolver = new Resolver({ timeout: TIMEOUT_MS, tries: TRIES });
  if (resolvers !== "system") resolver.setServers(resolvers);
  const box = AbortSignal.timeout(boxMs);
  box.addEventListener("abort", () => resolver.cancel(), { once: true });
  await eachAtOnce(names, AT_ONCE, async (name) => {
    if (box.aborted) return;
    const hosts = await resolver.resolveNs(name).catch(() => []);
    if (hosts.length > 0) found.set(name, hosts.map(asHost).sort());
  });
  return found;
}

const asHost = (host: string): string => host.toLowerCase().replace(/\.$/, "");
