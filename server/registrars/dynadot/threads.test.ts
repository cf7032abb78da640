import { expect, test } from "vitest";
import { DomainName } from "@/server/names/domain-name";
import { answering } from "@/server/testing/loopback";
import type { Turns } from "@/server/turns/turns";
import { gatewayFor } from "../registry";
import { INFO, success } from "./transcripts.cases";

const name = DomainName.parse("example.com");
const MANY = 60;

/**
 * A gateway to a server that counts the calls which are under way, and how many there were at once. It answers nobody
 * before `least` have come.
 */
async function counted(level: string, turnsFor?: (key: string, most: number) => Turns, least = 1) {
  const open = { now: 0, most: 0, all: 0 };
  const here = Promise.withResolvers<void>();
  const simulatorUrl = await answering((_request, response) => {
    open.all += 1;
    open.now += 1;
    open.most = Math.max(open.most, open.now);
    if (open.now === least) here.resolve();
    const answer = () => {
      open.now -= 1;
      response.end(JSON.stringify(success({ domain_info: INFO })));
    };
    void here.promise.then(() => setTimeout(answer, 5));
  });
  const opened = gatewayFor({
    registrar: "dynadot",
    endpoint: "simulator",
    credential: { key: `key-of-${level}`, secret: "a-secret", level },
    simulatorUrl,
    mode: "demo",
    ...(turnsFor ? { turnsFor } : {}),
  });
  if (!opened.ok) throw new Error(opened.error.message);
  return { gateway: opened.value, open };
}

test.each([
  ["regular", 1],
  ["bulk", 5],
  ["super_bulk", 25],
])("an account of level %s has %i calls under way, and no more", async (level, most) => {
  const { gateway, open } = await counted(level, undefined, most);
  const answers = await Promise.all(Array.from({ length: MANY }, () => gateway.readDomain(name)));
  expect(answers.every(({ ok }) => ok)).toBe(true);
  expect(open).toEqual({ now: 0, most, all: MANY });
});

test("all processes line up under a key that tells nobody the account's own", async () => {
  const keys: string[] = [];
  const { gateway } = await counted("bulk", (key, most) => {
    keys.push(`${key} ${most}`);
    return { take: async () => async () => undefined };
  });
  expect(await gateway.readDomain(name)).toMatchObject({ ok: true });
  expect(keys).toEqual([expect.stringMatching(/^dynadot\|[0-9a-f]{64} 5$/)]);
});

test("a call whose turn cannot be found out does not leave, and holds nobody up", async () => {
  const { gateway, open } = await counted("regular", () => ({
    take: () => Promise.reject(new Error("no database")),
  }));
  for (let each = 0; each < 3; each += 1)
    expect(await gateway.readDomain(name)).toMatchObject({
      error: { code: "blocked", effect: "none" },
    });
  expect(open.all).toBe(0);
});

test("while the breaker is open nobody waits for a thread, and none of its places is taken", async () => {
  const entered = { count: 0, takes: 0 };
  const breaker = { isOpen: false, reason: "breaker", retryAfterSeconds: 30 } as const;
  const opened = gatewayFor({
    registrar: "dynadot",
    endpoint: "simulator",
    credential: { key: "key-of-ill", secret: "a-secret" },
    simulatorUrl: "http://127.0.0.1:1",
    mode: "demo",
    gateFor: () => ({
      closedNow: async () => breaker,
      enter: async () => {
        entered.count += 1;
        return breaker;
      },
    }),
    // The one thread of the account is never given back.
    turnsFor: () => ({
      take: () => {
        entered.takes += 1;
        return new Promise(() => undefined);
      },
    }),
  });
  if (!opened.ok) throw new Error(opened.error.message);
  expect(await opened.value.readDomain(name)).toMatchObject({
    error: { code: "unreachable", effect: "none", retryAfterSeconds: 30 },
  });
  expect(entered).toEqual({ count: 0, takes: 0 });
});

test("a breaker that cannot be looked at stands in nobody's way", async () => {
  const simulatorUrl = await answering((_request, response) => {
    response.end(JSON.stringify(success({ domain_info: INFO })));
  });
  const opened = gatewayFor({
    registrar: "dynadot",
    endpoint: "simulator",
    credential: { key: "key-of-blind", secret: "a-secret" },
    simulatorUrl,
    mode: "demo",
    gateFor: () => ({
      closedNow: () => Promise.reject(new Error("no database")),
      enter: async () => ({ isOpen: true, done: async () => undefined }),
    }),
  });
  if (!opened.ok) throw new Error(opened.error.message);
  expect(await opened.value.readDomain(name)).toMatchObject({ ok: true });
});
