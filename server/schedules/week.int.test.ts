import postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { houseContext } from "../auth/caller";
import { ok } from "../kernel/result";
import type { RegistrarGateway } from "../registrars/gateway";
import type { RegistrarGateways } from "../registrars/open-gateway";
import { type RunningSimulator, startSimulator } from "../simulator/simulator";
import { movableClock, type TestClock } from "../testing/clock";
import { installOn } from "../testing/installed";
import { type TestDatabase, testDatabase } from "../testing/postgres";
import { seedAccount } from "../testing/seed";
import { openCredential, simulatedRegistrars } from "../testing/simulated";
import { cronPrices, cronSync } from "./cron-sync";
import { dueBetween, type Plan } from "./due";

const ZONE = "Europe/Berlin";
const HOUR = 3_600_000;
/** A week in which the clock is put back, in the night to Sunday at 03:00: 02:30 comes twice. */
const BEGIN = Date.parse("2027-10-27T10:00:00Z");
const END = BEGIN + 7 * 24 * HOUR;
const EVERY = 3 * HOUR;
/** A slow machine is no reason to break off. */
const BUDGET_MS = 60_000;

let database: TestDatabase;
let clock: TestClock;
let simulator: RunningSimulator;
let owner: postgres.Sql;

beforeAll(async () => {
  [database, simulator] = await Promise.all([testDatabase(), startSimulator()]);
  clock = await movableClock(database);
  owner = postgres(database.urls.admin, { max: 1 });
  installOn(database, { ORGANISATION_TIME_ZONE: ZONE, STATUS_SYNC_AT: "02:30" });
  await simulator.script.settings({ requestsPerMinute: 1_000_000, completionDelayMs: 0 });
  await clock.moveTo(new Date(BEGIN));
  await seedAccount(database.db, {
    credential: openCredential("sim-pat-northwind-main"),
    nextSyncAt: new Date(BEGIN).toISOString(),
  });
});
afterAll(async () => {
  await Promise.all([clock.close(), owner.end(), simulator.close()]);
  await database.drop();
});

/** Nobody calls for some hours of a night, and later for two days. */
const PAUSES = [
  [BEGIN + 13 * HOUR, BEGIN + 16.7 * HOUR],
  [BEGIN + 89 * HOUR, BEGIN + 137 * HOUR],
] as const;
const isSilent = (at: number) => PAUSES.some(([from, to]) => at >= from && at < to);

let instances = 0;
const instance = () => {
  instances += 1;
  return {
    ...houseContext(`cron ${instances}`, { source: "cron" }),
    now: clock.now,
    registrars: recorded(simulatedRegistrars(simulator.url)),
  };
};
const call = () =>
  Promise.all([cronSync(instance(), BUDGET_MS), cronPrices(instance(), BUDGET_MS)]);

/** What registrars were asked in the present slot: account, question and what about. */
let asked: string[] = [];
const recorded = (inner: RegistrarGateways): RegistrarGateways => ({
  open: (account, lane) => {
    const opened = inner.open(account, lane);
    if (!opened.ok) return opened;
    const get = (gateway: RegistrarGateway, key: keyof RegistrarGateway) => {
      const method: unknown = gateway[key];
      if (typeof method !== "function") return method;
      return (about: unknown, ...rest: unknown[]) => {
        asked.push(`${account.id} ${key} ${JSON.stringify(about)}`);
        return method.call(gateway, about, ...rest);
      };
    };
    return ok(new Proxy(opened.value, { get } as ProxyHandler<RegistrarGateway>));
  },
});
const twice = (calls: readonly string[]) => calls.filter((one, at) => calls.indexOf(one) !== at);

/** Hours that the name longest past its planned check is behind it. */
async function behind(): Promise<number> {
  const [row] = await owner<{ hours: number | null }[]>`
    select (extract(epoch from ${clock.now().toISOString()}::timestamptz - min(next_check_at)) / 3600)::float as hours
    from domain_sync`;
  return row?.hours ?? 0;
}

const SLOTS = Array.from({ length: (END - BEGIN) / EVERY + 1 }, (_, slot) => BEGIN + slot * EVERY);
const CALLED = SLOTS.filter((at) => !isSilent(at));

/** What must have become of a plan: each occurrence is begun by the first call behind it, unless a later one stands for it. */
function expected(plan: Plan) {
  const due = dueBetween(plan, ZONE, new Date(BEGIN), new Date(END)).map((at) => at.getTime());
  const begunAt = (at: number) => CALLED.find((call) => call >= at) ?? Number.NaN;
  return due.map((at, index) => {
    const isMissed = (due[index + 1] ?? Number.POSITIVE_INFINITY) <= begunAt(at);
    const late = isMissed ? 0 : (begunAt(at) - at) / 1_000;
    return { due: new Date(at).toISOString(), state: isMissed ? "missed" : "completed", late };
  });
}
async function runsOf(schedule: string) {
  const runs = await owner<{ due: Date; state: string; late: number }[]>`
    select due_at as due, state, late_seconds as late from schedule_runs
    where schedule = ${schedule} order by due_at`;
  // The clock of the test goes on between the move and the call.
  return runs.map(({ due, late, ...run }) => ({
    ...run,
    due: due.toISOString(),
    late: Math.round(late / 60) * 60,
  }));
}

test("a week of late, doubled and missed calls leaves every name checked in time, and asks nothing twice", async () => {
  let isCaughtUpFrom = BEGIN + EVERY;
  let calls = 0;
  for (const at of SLOTS) {
    if (isSilent(at)) {
      isCaughtUpFrom = at + 2 * EVERY;
      continue;
    }
    await clock.moveTo(new Date(at));
    // Two instances at once, and the platform calls again.
    const isDoubled = ((at - BEGIN) / EVERY) % 3 === 0;
    await Promise.all(isDoubled ? [call(), call()] : [call()]);
    if (isDoubled) await call();
    expect([new Date(at).toISOString(), twice(asked)]).toEqual([new Date(at).toISOString(), []]);
    calls += asked.length;
    asked = [];
    if (at >= isCaughtUpFrom) expect(await behind()).toBeLessThanOrEqual(3.01);
  }
  expect(calls).toBeGreaterThan(500);

  const status = expected({ at: "02:30", weekday: null });
  expect(status.filter(({ state }) => state === "missed")).toHaveLength(1);
  expect(await runsOf("status_sync")).toEqual(status);
  expect(await runsOf("price_sync")).toEqual(expected({ at: "04:00", weekday: null }));
  expect(await runsOf("full_sync")).toEqual(expected({ at: "03:00", weekday: 0 }));
}, 90_000);
