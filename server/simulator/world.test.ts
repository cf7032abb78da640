import { domainToUnicode } from "node:url";
import { expect, test } from "vitest";
import { DomainName, HostName } from "../names/domain-name";
import { phaseOf } from "./gandi/phase";
import type { DomainRecord } from "./records";
import { buildWorld } from "./world";
import { MAIN, RESALE } from "./world/accounts";
import { driftsOf } from "./world/drifts";
import { generatedDomains } from "./world/generated";
import { PARTNERS } from "./world/partners";

const now = new Date("2026-11-20T09:00:00Z");
const DAY_MS = 86_400_000;
const { domains, transfers } = buildWorld({ now, seed: "namekeep" });

const daysLeft = ({ expiresAt }: DomainRecord) =>
  expiresAt ? (Date.parse(expiresAt) - now.getTime()) / DAY_MS : Number.NaN;
const having = (word: string) => domains.filter(({ status }) => status.includes(word));
const within = (from: number, to: number) =>
  domains.filter((domain) => daysLeft(domain) >= from && daysLeft(domain) < to).length;

test("the portfolio is 240 different names, each of them valid", () => {
  expect(domains).toHaveLength(240);
  expect(new Set(domains.map(({ fqdn }) => fqdn)).size).toBe(240);
  for (const { fqdn, nameservers } of domains) {
    expect(DomainName.safeParse(fqdn).success, fqdn).toBe(true);
    expect(nameservers.every((host) => HostName.safeParse(host).success)).toBe(true);
  }
});

test("the same instant and seed give the same world, another seed gives another", () => {
  expect(buildWorld({ now, seed: "namekeep" })).toEqual({ domains, transfers });
  expect(buildWorld({ now, seed: "other" }).domains).not.toEqual(domains);
});

test("every date moves with the instant the world begins", () => {
  const later = buildWorld({ now: new Date(now.getTime() + 40 * DAY_MS), seed: "namekeep" });
  const [before] = domains;
  const after = later.domains.find(({ fqdn }) => fqdn === before?.fqdn);
  const moved = Date.parse(after?.expiresAt ?? "") - Date.parse(before?.expiresAt ?? "");
  expect(moved).toBe(40 * DAY_MS);
});

test.each(["namekeep", "other", "1"])("seed %s fills every phase of a domain's life", (seed) => {
  const world = buildWorld({ now, seed });
  const phases = world.domains.map((domain) => phaseOf(domain, now));
  const count = (phase: string) => phases.filter((one) => one === phase).length;
  expect(count("hold")).toBe(8);
  expect(count("restore")).toBe(4);
  expect(count("pending_delete")).toBe(3);
  expect(count("gone")).toBe(0);
  expect(world.domains).toHaveLength(240);
});

test("names are on hold, waiting for a transfer, and fresh", () => {
  expect(having("serverHold")).toHaveLength(2);
  expect(having("clientHold").filter((domain) => daysLeft(domain) > 0)).toHaveLength(3);
  expect(having("pendingTransfer").map(({ fqdn }) => fqdn)).toContain("atlas-freight.net");
  const fresh = domains.filter(
    ({ registryCreatedAt }) =>
      registryCreatedAt && now.getTime() - Date.parse(registryCreatedAt) < 10 * DAY_MS,
  );
  expect(fresh).toHaveLength(8);
});

test("a good number of names expire within 30, 60 and 90 days, none beyond 900", () => {
  expect(within(0, 30)).toBeGreaterThanOrEqual(20);
  expect(within(30, 60)).toBeGreaterThanOrEqual(18);
  expect(within(60, 90)).toBeGreaterThanOrEqual(18);
  expect(within(900, 100_000)).toBe(0);
});

test("nothing was registered or changed after this instant", () => {
  for (const { fqdn, registryCreatedAt, createdAt, updatedAt } of domains) {
    for (const at of [registryCreatedAt, createdAt, updatedAt]) {
      expect(at === null || Date.parse(at) <= now.getTime(), `${fqdn} ${at}`).toBe(true);
    }
  }
});

test("names are meant for three partners in two accounts, a dozen for nobody yet", () => {
  const meantFor = (slug: string) =>
    domains.filter(({ tags }) => tags.includes(`partner:${slug}`)).length;
  expect(PARTNERS.map(({ slug }) => meantFor(slug))).toEqual([86, 70, 72]);
  const unassigned = domains.filter(({ tags }) => !tags.some((tag) => tag.startsWith("partner:")));
  expect(unassigned).toHaveLength(12);
  const accounts = new Set(domains.map(({ organisationId }) => organisationId));
  expect(accounts).toEqual(new Set([MAIN.id, RESALE.id]));
});

test("names lie in fifteen TLDs or more and are written in more than one script", () => {
  expect(new Set(domains.map(({ tld }) => tld)).size).toBeGreaterThanOrEqual(15);
  const idn = domains.filter(({ fqdn }) => domainToUnicode(fqdn) !== fqdn);
  expect(idn.length).toBeGreaterThanOrEqual(8);
  expect(idn.map(({ fqdn }) => domainToUnicode(fqdn))).toContain("münchner-brotzeit.de");
});

test("only TLDs with a lock have locked names, and most of those are locked", () => {
  const locked = having("clientTransferProhibited");
  expect(locked.every(({ tld }) => tld !== "de" && tld !== "eu")).toBe(true);
  expect(locked.length).toBeGreaterThan(140);
});

test("a few rows are odd in ways a registrar may be", () => {
  expect(having("registrarReviewPending")).toHaveLength(1);
  expect(domains.filter(({ expiresAt }) => expiresAt === null)).toHaveLength(1);
  expect(domains.filter(({ updatedAt }) => updatedAt === null)).toHaveLength(1);
});

test("nine drifts are prepared on names that exist", () => {
  const world = {
    beganAt: now.toISOString(),
    seed: "namekeep",
    domains: new Map(domains.map((domain) => [domain.fqdn, domain])),
  };
  const drifts = driftsOf(world);
  expect(drifts).toHaveLength(9);
  const arrived = drifts.filter(({ change }) => change.kind === "domain_put");
  expect(arrived.map(({ fqdn }) => fqdn)).toEqual(["foxglove-parlour.com"]);
  expect(world.domains.has("foxglove-parlour.com")).toBe(false);
});

test("generated names are valid, different, and the same each time", () => {
  const from = { organisationId: MAIN.id, first: 0, count: 500, bornAt: now.toISOString() };
  const generated = [...generatedDomains(from)];
  expect(new Set(generated.map(({ fqdn }) => fqdn)).size).toBe(500);
  expect(generated.every(({ fqdn }) => DomainName.safeParse(fqdn).success)).toBe(true);
  expect([...generatedDomains({ ...from, first: 200, count: 1 })]).toEqual([generated[200]]);
});
