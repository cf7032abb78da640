import { afterAll, beforeAll, expect, test } from "vitest";
import { type RunningSimulator, startSimulator } from "../simulator/simulator";
import { publicNameservers } from "./public-dns";

let simulator: RunningSimulator;
let resolver: string;
beforeAll(async () => {
  simulator = await startSimulator();
  resolver = new URL(simulator.url).host;
});
afterAll(() => simulator.close());

const ask = (...names: string[]) => publicNameservers(names, [resolver], 10_000);

test("the nameservers of a name are told by the DNS, in lower case and sorted", async () => {
  expect([...(await ask("sim-taken-there.com", "pescarul.ro"))]).toEqual(
    expect.arrayContaining([
      ["sim-taken-there.com", ["dns1.meridian-cloud.example", "dns2.meridian-cloud.example"]],
      ["pescarul.ro", ["ns1.northwind.example", "ns2.northwind.example"]],
    ]),
  );
});

test("a name that is nowhere, or whose lookup fails, is not known; the others are told all the same", async () => {
  const found = await ask("sim-nowhere.com", "sim-taken-servfail.com", "sim-taken-there.com");
  expect([...found.keys()]).toEqual(["sim-taken-there.com"]);
});

test("a resolver that never answers holds nobody up beyond the time given", async () => {
  const began = Date.now();
  const names = ["sim-taken-nodns-1.com", "sim-taken-there.com"];
  const found = await publicNameservers(names, [resolver], 1_000);
  expect(Date.now() - began).toBeLessThan(2_800);
  expect([...found.keys()]).toEqual(["sim-taken-there.com"]);
});

test("without a resolver nobody is asked", async () => {
  expect((await publicNameservers(["sim-taken-there.com"], [], 1_000)).size).toBe(0);
});
