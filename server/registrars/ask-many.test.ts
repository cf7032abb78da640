import { expect, test } from "vitest";
import { err, ok } from "../kernel/result";
import { DomainName } from "../names/domain-name";
import { checkEach } from "./ask-many";
import type { Availability, RegistrarCode } from "./gateway";

const namesOf = (tld: string, count: number) =>
  Array.from({ length: count }, (_, index) => DomainName.parse(`name-${index}.${tld}`));

const free = (name: DomainName) => ok<Availability>({ name, state: "available", evidence: "free" });
const refusal = (code: RegistrarCode) =>
  err({ code, effect: "none" as const, message: `It said ${code}.` });

/** A registrar each of whose answers is given by hand. */
function byHand() {
  const open = new Map<DomainName, () => void>();
  const asked: DomainName[] = [];
  const check = (name: DomainName) =>
    new Promise<ReturnType<typeof free>>((resolve) => {
      asked.push(name);
      open.set(name, () => {
        open.delete(name);
        resolve(free(name));
      });
    });
  const settled = () => new Promise((resolve) => setImmediate(resolve));
  return { open, asked, check, settled };
}

test("each answer is told as it comes, once, and all of them come back in the order asked", async () => {
  const { open, check, settled } = byHand();
  const names = namesOf("com", 3);
  const told: string[] = [];
  const all = checkEach(names, { atOnce: 3, check }, { onAnswer: ({ name }) => told.push(name) });
  await settled();
  for (const name of [...names].reverse()) {
    open.get(name)?.();
    await settled();
    expect(told.at(-1)).toBe(name);
  }
  expect((await all).map(({ name }) => name)).toEqual(names);
  expect(told).toHaveLength(3);
});

test("the first name is asked first, and never more at once than allowed", async () => {
  const { open, asked, check, settled } = byHand();
  const names = namesOf("com", 20);
  const all = checkEach(names, { atOnce: 4, check });
  await settled();
  expect(asked).toEqual(names.slice(0, 4));
  while (open.size > 0) {
    expect(open.size).toBeLessThanOrEqual(4);
    open.values().next().value?.();
    await settled();
  }
  await all;
  expect(asked).toEqual(names);
});

test("a registry that does not answer delays its own names alone", async () => {
  const { open, check, settled } = byHand();
  const [slow, quick] = [namesOf("slow", 100), namesOf("quick", 100)];
  const told: DomainName[] = [];
  const giveUp = new AbortController();
  const all = checkEach(
    slow.flatMap((name, index) => [name, quick[index] as DomainName]),
    { atOnce: 8, check },
    { onAnswer: ({ name }) => told.push(name), signal: giveUp.signal },
  );
  for (let round = 0; round < 100; round += 1) {
    await settled();
    for (const [name, answer] of open) if (name.endsWith(".quick")) answer();
  }
  expect(told.filter((name) => name.endsWith(".quick"))).toHaveLength(100);
  giveUp.abort();
  while (open.size > 0) {
    for (const answer of open.values()) answer();
    await settled();
  }
  expect(await all).toHaveLength(200);
});

test.each([
  "auth_failed",
  "forbidden",
  "rate_limited",
  "blocked",
] as const)("after %s nobody is asked any more, and the rest is unknown for that reason", async (code) => {
  let calls = 0;
  const answers = await checkEach(namesOf("com", 50), {
    atOnce: 4,
    check: async () => {
      calls += 1;
      return refusal(code);
    },
  });
  expect(calls).toBeLessThanOrEqual(4);
  expect(new Set(answers.map(({ state, evidence }) => `${state} ${evidence}`))).toEqual(
    new Set([`unknown It said ${code}.`]),
  );
});

test("a name that failed in passing stops no other", async () => {
  const names = namesOf("com", 10);
  const answers = await checkEach(names, {
    atOnce: 2,
    check: async (name) => (name === names[3] ? refusal("timeout") : free(name)),
  });
  expect(answers.filter(({ state }) => state === "available")).toHaveLength(9);
});

test("a search that is given up asks for nothing more, and says so of every name", async () => {
  const giveUp = new AbortController();
  const asked: DomainName[] = [];
  const answers = await checkEach(
    namesOf("com", 50),
    {
      atOnce: 4,
      check: async (name) => {
        asked.push(name);
        if (asked.length === 10) giveUp.abort();
        return free(name);
      },
    },
    { signal: giveUp.signal },
  );
  expect(asked.length).toBeLessThan(14);
  expect(answers).toHaveLength(50);
  expect(answers.at(-1)).toMatchObject({
    state: "unknown",
    evidence: "The search was given up before this name was asked for.",
  });
});

test("no names are no question", async () => {
  expect(await checkEach([], { atOnce: 4, check: async (name) => free(name) })).toEqual([]);
});
