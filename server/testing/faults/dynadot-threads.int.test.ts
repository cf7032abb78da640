import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type FaultyWorld, faultyWorld, healed, regularHolding } from "./faulty-world";

let world: FaultyWorld;
beforeAll(async () => {
  world = await faultyWorld();
});
afterAll(() => world.close());
beforeEach(() => healed(world));

const statuses = async () =>
  (await world.simulator.script.requests()).requests.map(({ status }) => status);

test("a regular account at Dynadot has one call under way, however many processes call", async () => {
  // The simulator refuses a call that comes while another of the account is under way, as Dynadot does.
  await world.simulator.script.add({ action: { kind: "delay", ms: 20 }, times: "always" });
  const holding = regularHolding();
  const asked = world.callers.flatMap((caller) =>
    Array.from({ length: 6 }, () => caller.ask(holding)),
  );
  for (const outcome of await Promise.all(asked)) expect(outcome).toMatchObject({ ok: true });
  expect(await statuses()).toEqual(Array.from({ length: asked.length }, () => 200));
});

test("the call of a process that died holds the others up no longer than its lease", async () => {
  const holding = regularHolding();
  await world.simulator.script.add({ action: { kind: "never_answer" } });
  const dying = world.callers[0].ask(holding).catch((error: Error) => error.message);
  await expect.poll(statuses).toHaveLength(1);
  await world.restart(0);
  expect(await dying).toContain("The caller is dead.");
  const waiting = world.callers[1].ask(holding);
  await expect.poll(inLine).toBe(2);
  // The lease of the dead process has to run out; that time is not waited for.
  await world.database.db.execute(sql`
    update call_turns set seen_until = clock_timestamp() - interval '1 second'
    where ticket = (select min(ticket) from call_turns)`);
  // Dynadot itself, too, may count a call whose caller is gone: its answer decides, not ours.
  expect(await waiting).toMatchObject({ ok: expect.any(Boolean) });
  expect(await statuses()).toHaveLength(2);
  expect(await inLine()).toBe(0);
});

async function inLine(): Promise<number> {
  const [row] = await world.database.db.execute<{ places: number }>(
    sql`select count(*)::int as places from call_turns`,
  );
  return row?.places ?? 0;
}
