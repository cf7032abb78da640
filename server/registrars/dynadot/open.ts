import { createHash } from "node:crypto";
import { z } from "zod";
import { outboundClient } from "@/server/outbound/client";
import { type AccountToOpen, type Opener, type Route, refused, routeOf } from "../opener";
import type { DynadotAccount } from "./account";
import { dnsRecords, type ZoneMemory, zoneMemory } from "./dns-records";
import { dynadotGateway } from "./gateway";
import { LEVELS, type LevelName } from "./levels";
import { signatureOf } from "./signature";
import { onThreads, threadsOf } from "./threads";

const HOSTS = { production: "api.dynadot.com", sandbox: "api-sandbox.dynadot.com" };
const SIMULATOR_PATH = "/dynadot";
/** A hundred names of a search go into one query. */
const MAX_URL_LENGTH = 8_192;

const secret = z.string().regex(/^[\x21-\x7e]{8,512}$/);

const Credential = z.object({
  key: secret,
  secret,
  level: z.enum(Object.keys(LEVELS) as [LevelName, ...LevelName[]]).default("regular"),
});

/** Opens a Dynadot account: its API key, the secret that signs, and the price level that limits it. */
export const openDynadot: Opener = (account) => {
  const credential = Credential.safeParse(account.credential);
  if (!credential.success)
    return refused(
      "auth_failed",
      "The stored key, secret or level cannot be used; enter them again.",
    );
  const level = LEVELS[credential.data.level];
  const route = routeOf(account, HOSTS, level.rate, {
    simulatorPath: SIMULATOR_PATH,
    maxUrlLength: MAX_URL_LENGTH,
  });
  if (!route.ok) return route;
  const clients = clientsOf(account, route.value, credential.data);
  return { ok: true, value: dynadotGateway({ ...clients, level }) };
};

/** The two ways to an account, and its zones. They share its gate and its threads, as Dynadot counts all together. */
function clientsOf(
  { timeouts, turnsFor }: AccountToOpen,
  { origin, ...way }: Route,
  { key, secret: signing, level }: z.infer<typeof Credential>,
): Pick<DynadotAccount, "rest" | "api3" | "dns"> {
  const account = createHash("sha256").update([origin, level, key].join("\n")).digest("hex");
  const most = LEVELS[level].threads;
  const threads = threadsOf(account, most, turnsFor?.(`dynadot|${account}`, most));
  const common = { ...way, ...(timeouts ? { timeouts } : {}) };
  const rest = outboundClient({
    ...common,
    baseUrl: `${origin}/restful/v2`,
    secretHeaders: ({ pathAndQuery, body }) => ({
      authorization: `Bearer ${key}`,
      "x-signature": signatureOf({ key, secret: signing }, { pathAndQuery, body }),
    }),
  });
  const api3 = outboundClient({
    ...common,
    baseUrl: origin,
    secretHeaders: () => ({}),
    secretQuery: () => [["key", key]],
  });
  const api3Threads = { api3: onThreads(api3, threads, way.gate) };
  const dns = dnsRecords(api3Threads, {
    memory: memoryOf(account),
    turnsAt: (name) => turnsFor?.(`dynadot zone|${account}|${name}`, 1),
  });
  return { rest: onThreads(rest, threads, way.gate), ...api3Threads, dns };
}

const memories = new Map<string, ZoneMemory>();

/** What this process remembers of an account's zones, the same for every gateway that is opened for it. */
function memoryOf(account: string): ZoneMemory {
  const memory = memories.get(account) ?? zoneMemory();
  memories.set(account, memory);
  return memory;
}
