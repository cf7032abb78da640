import { afterAll, beforeAll, expect, test } from "vitest";
import { allCases } from "@/scripts/bench/explain/cases";
import { type Explained, explainCases } from "@/scripts/bench/explain/explain-cases";
import { type Watched, watchPlans } from "@/scripts/bench/explain/plans";
import { housesOf } from "@/scripts/generate/houses";
import { loadPortfolio } from "@/scripts/generate/load";
import { type RunningPostgres, startPostgres } from "@/scripts/postgres/start-postgres";
import {
  clusterIn,
  type TemporaryFolder,
  temporaryFolder,
} from "@/scripts/postgres/temporary-folder";
import { prepareDatabase } from "@/scripts/prepare-database";
import { installOn } from "../testing/installed";

const ORDER = { names: 1_000_000, seed: 29, todayOn: "2026-01-15" };
/** `npm run bench` asks every case; here a part of them, another list in each of its neighbourhoods. */
const EVERY = 23;
const PASSWORD = "namekeep-test";
const GIGABYTE = 1e9;
const MINUTES = 60_000;

/** A list whose names are as rare as they may be for a walk: fifty of them, one in a thousand. */
const LOOKED_AT_MOST = 80_000;
const SORTED_AT_MOST = 1_000;

let folder: TemporaryFolder;
let running: RunningPostgres;
let watched: Watched;
const explained: Explained[] = [];

beforeAll(async () => {
  folder = await temporaryFolder(5 * GIGABYTE);
  running = await startPostgres({
    dataDir: clusterIn(folder.path),
    durable: false,
    passwords: { superuser: PASSWORD, owner: PASSWORD, app: PASSWORD },
    settings: { shared_buffers: "512MB", max_wal_size: "256MB", autovacuum: "off" },
  });
  await prepareDatabase(running.urls);
  const adminUrl = new URL(running.urls.admin);
  adminUrl.pathname = new URL(running.urls.app).pathname;
  await loadPortfolio({ ...ORDER, adminUrl: adminUrl.href });
  watched = await watchPlans(adminUrl.href, running.urls.app);
  installOn({ db: watched.db, urls: running.urls, drop: async () => undefined });

  const cases = allCases(housesOf(ORDER.seed), ORDER.todayOn);
  const some = cases.filter((_, index) => index % EVERY === 0);
  for await (const one of explainCases(watched, some, ORDER.todayOn)) explained.push(one);
}, 15 * MINUTES);

afterAll(async () => {
  await watched?.close();
  await running?.stop();
  folder?.remove();
}, MINUTES);

const labels = (faulty: (one: Explained) => boolean) =>
  explained.filter(faulty).map(({ label }) => label);

test("at a million names no list reads a growing table from end to end", () => {
  expect(explained.length).toBeGreaterThan(700);
  expect(labels(({ cost }) => cost.scanned.length > 0)).toEqual([]);
});

test("at a million names no list sorts more than a thousand of them", () => {
  expect(labels(({ cost }) => cost.sorted > SORTED_AT_MOST)).toEqual([]);
});

test("at a million names no list looks at more than eight in a hundred of them", () => {
  expect(labels(({ cost }) => cost.looked > LOOKED_AT_MOST)).toEqual([]);
});
