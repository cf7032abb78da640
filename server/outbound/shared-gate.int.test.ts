import { type ChildProcess, fork } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { connect } from "@/db/client";
import { type TestDatabase, testDatabase } from "../testing/postgres";
import type { Gate, Lane } from "./gate";
import { sharedGate } from "./shared-gate";
import * as store from "./store";

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

const ENDPOINT = "api.example";
const gateOf = (
  accountId: string,
  more: { perMinute?: number; burst?: number; lane?: Lane } = {},
): Gate =>
  sharedGate(database.db, {
    accountId,
    endpoint: ENDPOINT,
    rate: { requestsPerMinute: more.perMinute ?? 600_000, burst: more.burst ?? 1_000 },
    rateKey: accountId,
    lane: more.lane ?? "interactive",
  });

async function call(gate: Gate, outcome: "good" | "bad"): Promise<"let in" | "kept out"> {
  const entry = await gate.enter();
  if (!entry.isOpen) return "kept out";
  await entry.done(outcome, "The answer had status 503.");
  return "let in";
}

const fail = async (gate: Gate, times: number) => {
  for (let each = 0; each < times; each += 1) await call(gate, "bad");
};
const stateOf = async (accountId: string) => (await store.breakersOf(database.db, accountId))[0];
const endOpenTime = (accountId: string) =>
  database.db.execute(
    sql`update circuit_breakers set opened_until = clock_timestamp() where account_id = ${accountId}`,
  );

describe("the breaker", () => {
  test("opens when half of at least five calls failed, and not before", async () => {
    const account = randomUUID();
    const gate = gateOf(account);
    await fail(gate, 4);
    expect(await call(gate, "good")).toBe("let in");
    expect((await stateOf(account))?.state).toBe("closed");
    await fail(gate, 1);
    expect((await stateOf(account))?.state).toBe("open");
    expect(await call(gate, "good")).toBe("kept out");
  });

  test("is looked at without taking anything: neither a place nor the probe", async () => {
    const account = randomUUID();
    const gate = gateOf(account, { perMinute: 1, burst: 6 });
    expect(await gate.closedNow?.()).toBeNull();
    await fail(gate, 5);
    const seen = await gate.closedNow?.();
    expect(seen).toMatchObject({ isOpen: false, reason: "breaker" });
    expect(seen?.retryAfterSeconds).toBeGreaterThan(0);
    await endOpenTime(account);
    for (let each = 0; each < 10; each += 1) expect(await gate.closedNow?.()).toBeNull();
    expect(await call(gate, "good")).toBe("let in");
    expect((await stateOf(account))?.state).toBe("closed");
  });

  test("counts good calls: one failure in twenty opens nothing", async () => {
    const account = randomUUID();
    const gate = gateOf(account);
    for (let each = 0; each < 40; each += 1) await call(gate, each % 20 === 19 ? "bad" : "good");
    expect((await stateOf(account))?.state).toBe("closed");
  });

  test("that one process opened keeps the others out at once, and after a restart", async () => {
    const account = randomUUID();
    await fail(gateOf(account), 5);
    const other = connect(database.urls.app, 2);
    const gate = sharedGate(other.db, {
      accountId: account,
      endpoint: ENDPOINT,
      rate: { requestsPerMinute: 600, burst: 10 },
      rateKey: account,
      lane: "interactive",
    });
    expect(await gate.enter()).toMatchObject({ isOpen: false, reason: "breaker" });
    await other.close();
  });

  test("lets exactly one of many try again, and closes when that one succeeds", async () => {
    const account = randomUUID();
    const gates = [gateOf(account), gateOf(account), gateOf(account)];
    await fail(gateOf(account), 5);
    await endOpenTime(account);
    const entries = await Promise.all(
      Array.from({ length: 12 }, (_each, at) => (gates[at % 3] as Gate).enter()),
    );
    const probes = entries.filter((entry) => entry.isOpen);
    expect(probes).toHaveLength(1);
    expect((await stateOf(account))?.state).toBe("half_open");
    if (probes[0]?.isOpen) await probes[0].done("good", "");
    expect((await stateOf(account))?.state).toBe("closed");
    expect(await call(gateOf(account), "good")).toBe("let in");
  });

  test("stays open twice as long after a probe that failed", async () => {
    const account = randomUUID();
    const gate = gateOf(account);
    await fail(gate, 5);
    const seconds = async () => {
      const [row] = await database.db.execute<{ left: number }>(
        sql`select extract(epoch from opened_until - clock_timestamp())::float8 as left
          from circuit_breakers where account_id = ${account}`,
      );
      return Number(row?.left);
    };
    expect(await seconds()).toBeGreaterThan(25);
    expect(await seconds()).toBeLessThanOrEqual(30);
    await endOpenTime(account);
    await fail(gate, 1);
    expect(await seconds()).toBeGreaterThan(55);
  });

  test("gives a probe that never came back to somebody else", async () => {
    const account = randomUUID();
    await fail(gateOf(account), 5);
    await endOpenTime(account);
    expect(await gateOf(account).enter()).toMatchObject({ isOpen: true });
    expect(await gateOf(account).enter()).toMatchObject({ isOpen: false });
    await database.db.execute(
      sql`update circuit_breakers set probe_until = clock_timestamp() where account_id = ${account}`,
    );
    expect(await gateOf(account).enter()).toMatchObject({ isOpen: true });
  });
});

describe("the rate", () => {
  test("lets a burst through at once, and tells a person who would wait too long when to come back", async () => {
    const account = randomUUID();
    const gate = gateOf(account, { perMinute: 2, burst: 3 });
    for (let each = 0; each < 3; each += 1) expect(await call(gate, "good")).toBe("let in");
    const kept = await gate.enter();
    expect(kept).toMatchObject({ isOpen: false, reason: "rate" });
    if (!kept.isOpen) expect(kept.retryAfterSeconds).toBeGreaterThan(15);
  });

  test("leaves room for people while background work waits", async () => {
    const account = randomUUID();
    const slow = { perMinute: 600, burst: 1 };
    const background = gateOf(account, { ...slow, lane: "background" });
    const stop = new AbortController();
    const flood = Array.from({ length: 100 }, () =>
      background.enter(stop.signal).catch(() => null),
    );
    await Promise.race(flood);
    const startedAt = performance.now();
    expect(await call(gateOf(account, slow), "good")).toBe("let in");
    expect(performance.now() - startedAt).toBeLessThan(5_000);
    stop.abort();
    await Promise.all(flood);
  });

  // How close it comes is measured (B22); a machine that is busy elsewhere has half a second here to fall behind.
  test("shared by three processes is used up and never exceeded beyond the burst", async () => {
    const [perSecond, burst, count] = [100, 50, 400];
    const account = randomUUID();
    const workers = Array.from({ length: 3 }, () => worker(account, perSecond * 60, burst));
    await Promise.all(workers.map((one) => once(one, "message")));
    const turns = await turnsOf(workers, count);
    const seconds = ((turns.at(-1) ?? 0) - (turns[0] ?? 0)) / 1000;
    expect(turns.length).toBeGreaterThanOrEqual(Math.floor(0.98 * perSecond * seconds));
    for (const from of turns) {
      const within = turns.filter((turn) => turn >= from && turn < from + 1_000).length;
      expect(within).toBeLessThanOrEqual(perSecond + burst + 1);
    }
  });
});

describe("places taken together", () => {
  /** The same database, counting what it is asked. */
  const counting = () => {
    const asked = { times: 0 };
    const db = new Proxy(database.db, {
      get(target, name, receiver) {
        if (name === "execute") asked.times += 1;
        return Reflect.get(target, name, receiver);
      },
    });
    return { asked, db };
  };
  const fast = (accountId: string, lane: Lane) => ({
    accountId,
    endpoint: ENDPOINT,
    rate: { requestsPerMinute: 600_000, burst: 10_000 },
    rateKey: accountId,
    lane,
  });

  test("calls that come at once ask once, and each gets its own answer", async () => {
    const { asked, db } = counting();
    const gate = sharedGate(db, {
      ...fast(randomUUID(), "interactive"),
      rate: { requestsPerMinute: 2, burst: 5 },
    });
    const entries = await Promise.all(Array.from({ length: 8 }, () => gate.enter()));
    expect(entries.map(({ isOpen }) => isOpen)).toEqual([
      ...Array(5).fill(true),
      false,
      false,
      false,
    ]);
    expect(asked.times).toBe(1);
  });

  test("a thousand background calls one after another ask far fewer times", async () => {
    const { asked, db } = counting();
    const gate = sharedGate(db, fast(randomUUID(), "background"));
    for (let each = 0; each < 1_000; each += 1) await call(gate, "good");
    expect(asked.times).toBeLessThan(100);
  });

  test("a person's calls take no place ahead", async () => {
    const account = randomUUID();
    const gate = sharedGate(database.db, fast(account, "interactive"));
    for (let each = 0; each < 20; each += 1) await call(gate, "good");
    const [row] = await database.db.execute<{ taken: number }>(sql`
      select extract(epoch from arrives_at - clock_timestamp())::float8 * 10000 as taken
      from rate_limits where key = ${`outbound|${account}`}`);
    expect(Number(row?.taken)).toBeLessThanOrEqual(20);
  });

  test("a breaker that another process opens is seen within a second, places or not", async () => {
    const account = randomUUID();
    const gate = sharedGate(database.db, fast(account, "background"));
    for (let each = 0; each < 200; each += 1) await call(gate, "good");
    await fail(gateOf(account), 5);
    const openedAt = performance.now();
    // When the last one that still got in was begun: what the machine takes its time for afterwards does not count.
    let begunAt = openedAt;
    for (let at = openedAt; (await call(gate, "good")) === "let in"; at = performance.now())
      begunAt = at;
    expect(begunAt - openedAt).toBeLessThan(1_000);
  });

  test("after a failure of its own a process uses no place it had", async () => {
    const { asked, db } = counting();
    const gate = sharedGate(db, fast(randomUUID(), "background"));
    for (let before = -1; before !== asked.times; ) {
      before = asked.times;
      await call(gate, "good");
    }
    await call(gate, "bad");
    const told = asked.times;
    await call(gate, "good");
    expect(asked.times).toBe(told + 1);
  });

  test("of those who come together at an open endpoint one tries it, the others are told to wait", async () => {
    const account = randomUUID();
    await fail(gateOf(account), 5);
    await endOpenTime(account);
    const gate = sharedGate(database.db, fast(account, "background"));
    const entries = await Promise.all(Array.from({ length: 6 }, () => gate.enter()));
    expect(entries.map(({ isOpen }) => isOpen)).toEqual([true, ...Array(5).fill(false)]);
  });
});

function worker(accountId: string, perMinute: number, burst: number): ChildProcess {
  return fork("server/testing/limited-process.ts", {
    execArgv: ["--import", "tsx"],
    stdio: ["ignore", "ignore", "ignore", "ipc"],
    env: {
      ...process.env,
      LIMITED_DATABASE_URL: database.urls.app,
      LIMITED_ACCOUNT_ID: accountId,
      LIMITED_PER_MINUTE: String(perMinute),
      LIMITED_BURST: String(burst),
    },
  });
}

/** Lets the workers go, collects when their first `most` turns came, in order, and ends them. */
async function turnsOf(workers: readonly ChildProcess[], most: number): Promise<number[]> {
  const turns: number[] = [];
  await new Promise<void>((resolve) => {
    for (const one of workers) {
      one.on("message", (at) => {
        turns.push(Number(at));
        if (turns.length >= most) resolve();
      });
      one.send("go");
    }
  });
  for (const one of workers) one.kill("SIGKILL");
  return turns.sort((one, other) => one - other).slice(0, most);
}
