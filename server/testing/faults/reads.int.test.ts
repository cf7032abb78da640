import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { REGISTRARS } from "../../registrars/gateway";
import type { ScriptInput } from "../../simulator/scripts";
import type { Question } from "./callers";
import type { Way } from "./faulty-proxy";
import { type FaultyWorld, faultyWorld, healed, newHolding } from "./faulty-world";

const IMPATIENT_MS = 300;
/** How often a read is tried before its failure is told. */
const TRIES = 3;

let world: FaultyWorld;
beforeAll(async () => {
  world = await faultyWorld();
});
afterAll(() => world.close());
beforeEach(() => healed(world));

const arrived = async () => (await world.simulator.script.requests()).total;

/** All three processes read a name, at each registrar. */
const readEverywhere = (questions: readonly Question[]) =>
  Promise.all(
    world.callers.flatMap((caller) =>
      questions.map(async (question) => ({ question, outcome: await caller.ask(question) })),
    ),
  );

const FAULTS: readonly (readonly [
  what: string,
  ScriptInput["action"],
  codes: readonly string[],
])[] = [
  ["resets", { kind: "reset" }, ["unreachable"]],
  [
    "sends half a body",
    { kind: "cut", afterBytes: 12 },
    // At ROTLD it is the challenge that breaks off, whose status was told.
    ["unreachable", "malformed_answer", "auth_failed"],
  ],
  ["says nothing", { kind: "never_answer" }, ["timeout"]],
  ["fails", { kind: "status", status: 503 }, ["server_error"]],
  [
    "leads elsewhere",
    { kind: "status", status: 307, headers: { location: "/" } },
    ["malformed_answer"],
  ],
];

test.each(
  FAULTS,
)("a registrar that %s is told as it is, tried a few times at most, and read when it is well", async (_what, action, codes) => {
  const questions = REGISTRARS.map((registrar) => newHolding(registrar));
  const impatient = questions.map((question) => ({ ...question, patienceMs: IMPATIENT_MS }));
  await world.simulator.script.add({ action, times: "always" });
  for (const { outcome } of await readEverywhere(impatient)) {
    expect(outcome).toMatchObject({ ok: false, error: { effect: "none" } });
    if (!outcome.ok) expect([...codes, "unreachable"]).toContain(outcome.error.code);
  }
  expect(await arrived()).toBeLessThanOrEqual(world.callers.length * questions.length * TRIES);
  await world.simulator.script.clearScripts();
  await world.database.db.execute(sql`delete from circuit_breakers`);
  for (const { question, outcome } of await readEverywhere(questions))
    expect(outcome).toMatchObject({ ok: true, value: { name: question.name } });
});

test.each<readonly [Way, string]>([
  ["refuse", "whom nobody reaches"],
  ["reset", "that hangs up at once"],
  ["swallow", "that hangs up while it is asked"],
])("a registrar %s (%s) is told as unreachable, and read when it is well", async (way) => {
  const questions = REGISTRARS.map((registrar) => newHolding(registrar));
  await world.proxy.go(way);
  for (const { outcome } of await readEverywhere(questions))
    expect(outcome).toMatchObject({ ok: false, error: { code: "unreachable", effect: "none" } });
  expect(await arrived()).toBe(0);
  await world.proxy.go("carry");
  await world.database.db.execute(sql`delete from circuit_breakers`);
  for (const { outcome } of await readEverywhere(questions))
    expect(outcome).toMatchObject({ ok: true });
});
