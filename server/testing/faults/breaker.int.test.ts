import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { REGISTRARS } from "../../registrars/gateway";
import type { Caller, Outcome } from "./callers";
import {
  breakerOf,
  endOpenTime,
  type FaultyWorld,
  faultyWorld,
  type Holding,
  healed,
  newHolding,
} from "./faulty-world";

const STORM = { action: { kind: "status", status: 503 }, times: "always" } as const;
/** A request of ROTLD's is asked twice: the first meets the challenge. */
const REQUESTS_OF_A_READ = { gandi: 1, rotld: 2, dynadot: 1, resellerclub: 1 } as const;

let world: FaultyWorld;
beforeAll(async () => {
  world = await faultyWorld();
});
afterAll(() => world.close());
beforeEach(() => healed(world));

const arrived = async () => (await world.simulator.script.requests()).total;
const read = (caller: Caller, { account, name }: Holding) => caller.ask({ account, name });
const readByAll = (holding: Holding) =>
  Promise.all(world.callers.map((caller) => read(caller, holding)));

const KEPT_OUT = {
  ok: false,
  error: { code: "unreachable", effect: "none", retryAfterSeconds: expect.any(Number) },
};

/** Whether our own breaker answered: then nobody was called, and it is known when to call again. */
const isKeptOut = (outcome: Outcome) =>
  !outcome.ok && outcome.error.status === undefined && Boolean(outcome.error.retryAfterSeconds);

/** Has one process meet the storm until it knows better. */
async function untilKeptOut(caller: Caller, holding: Holding): Promise<void> {
  for (let asked = 0; asked < 6; asked += 1) if (isKeptOut(await read(caller, holding))) return;
  throw new Error("The breaker did not open.");
}

describe.each(REGISTRARS)("a registrar that fails (%s)", (registrar) => {
  test("is left alone by three processes within a second, and tried by one of them alone", async () => {
    const holding = newHolding(registrar);
    const [first] = world.callers;
    await world.simulator.script.add(STORM);
    await untilKeptOut(first, holding);
    const sent = await arrived();
    const startedAt = performance.now();
    for (const outcome of await readByAll(holding)) expect(outcome).toMatchObject(KEPT_OUT);
    // Nobody waits for anything: the time that three processes get on a busy machine is all it takes.
    expect(performance.now() - startedAt).toBeLessThan(5_000);
    expect(await arrived()).toBe(sent);

    await world.simulator.script.clearScripts();
    await endOpenTime(world, holding);
    const release = world.proxy.hold();
    const outcomes: Outcome[] = [];
    const [one, another, third] = world.callers;
    const asked = [one, one, another, another, third].map(async (caller) =>
      outcomes.push(await read(caller, holding)),
    );
    // The one that may try is held on its way; all others have their answer without it.
    await expect.poll(() => outcomes.length).toBe(asked.length - 1);
    for (const outcome of outcomes) expect(outcome).toMatchObject(KEPT_OUT);
    release();
    await Promise.all(asked);
    expect(outcomes.at(-1)).toMatchObject({ ok: true, value: { name: holding.name } });
    expect(await arrived()).toBe(sent + REQUESTS_OF_A_READ[registrar]);

    expect(await breakerOf(world, holding)).toMatchObject({ state: "closed" });
    for (const outcome of await readByAll(holding)) expect(outcome).toMatchObject({ ok: true });
  });
});

test("each try that fails doubles the time until the next, whichever process makes it", async () => {
  const holding = newHolding("gandi");
  await world.simulator.script.add(STORM);
  await untilKeptOut(world.callers[0], holding);
  const leftSeconds = async () => (await breakerOf(world, holding))?.left_seconds ?? 0;
  const left = [await leftSeconds()];
  for (const caller of world.callers) {
    await endOpenTime(world, holding);
    const sent = await arrived();
    expect(await read(caller, holding)).toMatchObject({ ok: false });
    expect(await arrived()).toBe(sent + 1);
    left.push(await leftSeconds());
  }
  for (const [at, seconds] of [30, 60, 120, 240].entries()) {
    expect(left[at]).toBeGreaterThan(seconds - 10);
    expect(left[at]).toBeLessThanOrEqual(seconds);
  }
});

test("a process that starts anew knows what the others learned", async () => {
  const holding = newHolding("gandi");
  await world.simulator.script.add(STORM);
  await untilKeptOut(world.callers[0], holding);
  const sent = await arrived();
  await world.restart(0);
  expect(await read(world.callers[0], holding)).toMatchObject(KEPT_OUT);
  expect(await arrived()).toBe(sent);
});

test("a process that dies while it tries leaves the try to another", async () => {
  const holding = newHolding("gandi");
  await world.simulator.script.add(STORM);
  await untilKeptOut(world.callers[0], holding);
  await world.simulator.script.clearScripts();
  await endOpenTime(world, holding);
  const release = world.proxy.hold();
  const dying = read(world.callers[0], holding).catch((error: Error) => error.message);
  await expect.poll(async () => (await breakerOf(world, holding))?.state).toBe("half_open");
  expect(await read(world.callers[1], holding)).toMatchObject(KEPT_OUT);
  await world.restart(0);
  expect(await dying).toContain("The caller is dead.");
  release();
  await endOpenTime(world, holding);
  expect(await read(world.callers[2], holding)).toMatchObject({ ok: true });
  expect(await breakerOf(world, holding)).toMatchObject({ state: "closed" });
});

describe("a registrar that asks for patience", () => {
  const times = async () =>
    (await world.simulator.script.requests()).requests.map(({ at }) => Date.parse(at));
  const asksFor = (retryAfter: string) =>
    world.simulator.script.add({
      action: { kind: "status", status: 429, headers: { "retry-after": retryAfter } },
    });

  test.each([
    ["as seconds", () => "2"],
    // An HTTP date has whole seconds: this is between two and three seconds from now.
    ["as a date", () => new Date(Date.now() + 3_000).toUTCString()],
  ])("%s gets it from who asked", async (_form, retryAfter) => {
    const holding = newHolding("gandi");
    await asksFor(retryAfter());
    expect(await read(world.callers[0], holding)).toMatchObject({ ok: true });
    const [refused = 0, again = 0, ...more] = await times();
    expect(again - refused).toBeGreaterThanOrEqual(1_900);
    expect(more).toEqual([]);
  });

  test("for longer than a call may take is told so, in seconds", async () => {
    const holding = newHolding("gandi");
    await asksFor("120");
    expect(await read(world.callers[0], holding)).toMatchObject({
      error: { code: "rate_limited", status: 429, effect: "none", retryAfterSeconds: 120 },
    });
    expect(await arrived()).toBe(1);
  });

  const isHeldBack = async () => {
    const [row] = await world.database.db.execute<{ held: boolean }>(sql`
      select exists(select from rate_limits where key like 'outbound|%'
        and arrives_at > clock_timestamp() + interval '1 second') as held`);
    return row?.held;
  };

  test.each([
    ["as seconds", () => "2"],
    ["as a date", () => new Date(Date.now() + 3_000).toUTCString()],
  ])("%s gets it from every process", async (_form, retryAfter) => {
    const holding = newHolding("gandi");
    await asksFor(retryAfter());
    const first = read(world.callers[0], holding);
    await expect.poll(isHeldBack).toBe(true);
    await Promise.all([first, read(world.callers[1], holding), read(world.callers[2], holding)]);
    const [refused = 0, ...later] = await times();
    expect(later).toHaveLength(3);
    for (const at of later) expect(at - refused).toBeGreaterThanOrEqual(1_900);
  });
});
