import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { z } from "zod";
import { type RunningSimulator, startSimulator } from "../simulator";
import { Api } from "../testing/api";
import { MAIN, TOKENS } from "../world/accounts";

const Rows = z.array(z.object({ fqdn: z.string() }));
const NEXT = /<([^>]+)>; rel="next"/;

let simulator: RunningSimulator;
let api: Api;
beforeAll(async () => {
  simulator = await startSimulator();
  api = new Api(simulator.url);
});
beforeEach(() => simulator.script.reset());
afterAll(() => simulator.close());

async function readAll(query: string): Promise<{ names: string[]; pages: number }> {
  const names: string[] = [];
  let pages = 0;
  let next: string | undefined = `/domain/domains?${query}`;
  while (next) {
    const told = await api.get(next);
    expect(told.status).toBe(200);
    names.push(...Rows.parse(told.body).map(({ fqdn }) => fqdn));
    pages += 1;
    next = NEXT.exec(told.headers.get("link") ?? "")?.[1]?.replace(`${simulator.url}/v5`, "");
  }
  return { names, pages };
}

test("following the links reads every name once, in order, and then there is no next one", async () => {
  const first = await api.get("/domain/domains?per_page=50");
  const total = Number(first.headers.get("total-count"));
  expect(first.headers.get("link")).toContain(
    `per_page=50&page=${Math.ceil(total / 50)}>; rel="last"`,
  );
  const { names, pages } = await readAll("per_page=50");
  expect(pages).toBe(Math.ceil(total / 50));
  expect(new Set(names).size).toBe(total);
  expect(names).toEqual([...names].sort());
});

test("a list that fits on one page has no link at all", async () => {
  const told = await api.get("/domain/domains?per_page=1000");
  expect(told.headers.get("link")).toBeNull();
  expect(Rows.parse(told.body)).toHaveLength(Number(told.headers.get("total-count")));
});

test("a page beyond the last is empty", async () => {
  const told = await api.get("/domain/domains?page=99");
  expect(told.body).toEqual([]);
  expect(told.headers.get("link")).toBeNull();
});

test("a hundred thousand rows are paged without loss", async () => {
  await simulator.script.generate({ account: MAIN.name, count: 100_000 });
  const told = await api.get("/domain/domains?per_page=1");
  const total = Number(told.headers.get("total-count"));
  const { names, pages } = await readAll("per_page=1000");
  expect(total).toBeGreaterThan(100_000);
  expect(names).toHaveLength(total);
  expect(new Set(names).size).toBe(total);
  expect(pages).toBe(Math.ceil(total / 1000));
}, 60_000);

test("names are filtered by wildcard and by TLD", async () => {
  const { names: freight } = await readAll("fqdn=*freight*&per_page=10");
  expect(freight).toContain("atlas-freight.net");
  expect(freight.every((name) => name.includes("freight"))).toBe(true);
  const { names: british } = await readAll("tld=co.uk");
  expect(british).toContain("brixton-books.co.uk");
  expect(british.every((name) => name.endsWith(".co.uk"))).toBe(true);
});

test("rows are sorted as asked, downwards with a minus", async () => {
  const Dated = z.array(z.looseObject({ dates: z.looseObject({ registry_ends_at: z.string() }) }));
  const told = await api.get("/domain/domains?sort_by=-registry_ends_at&per_page=20");
  const ends = Dated.parse(told.body).map(({ dates }) => dates.registry_ends_at);
  expect(ends).toEqual([...ends].sort().reverse());
});

test.each([
  "page=0",
  "page=x",
  "per_page=-1",
  "per_page=1001",
  "sort_by=colour",
])("%s is answered 400 in error shape B, which names the parameter", async (query) => {
  const told = await api.get(`/domain/domains?${query}`);
  expect(told.status).toBe(400);
  expect(told.body).toMatchObject({
    status: "error",
    errors: [{ location: "query", name: query.split("=")[0] }],
  });
});

test("a row has auto-renew as a boolean and no hosts, the details an object and the hosts", async () => {
  const row = await api.get("/domain/domains?fqdn=paperboat.io");
  expect(row.body).toMatchObject([
    { fqdn: "paperboat.io", autorenew: false, nameserver: { current: expect.any(String) } },
  ]);
  expect(row.body).not.toMatchObject([{ nameservers: expect.anything() }]);
  const details = await api.get("/domain/domains/paperboat.io");
  expect(details.body).toMatchObject({
    autorenew: { enabled: false },
    can_tld_lock: true,
    status: ["clientTransferProhibited"],
    nameservers: expect.any(Array),
    dates: { hold_begins_at: expect.stringMatching(/Z$/) },
    authinfo: expect.stringMatching(/^Sim-/),
    sharing_id: MAIN.id,
  });
});

test("some rows show their hosts, most do not", async () => {
  const told = await api.get("/domain/domains?per_page=1000");
  const Hosted = z.array(
    z.looseObject({ nameserver: z.looseObject({ hosts: z.unknown().optional() }) }),
  );
  const shown = Hosted.parse(told.body).filter(({ nameserver }) => nameserver.hosts !== undefined);
  expect(shown.length).toBeGreaterThan(5);
  expect(shown.length).toBeLessThan(60);
});

test("a token that only reads is not shown the transfer code", async () => {
  const told = await api.get("/domain/domains/paperboat.io", { token: TOKENS.readOnly });
  expect(told.status).toBe(200);
  expect(told.body).not.toHaveProperty("authinfo");
});

test("an internationalised name is told in both forms and found by either", async () => {
  const path = `/domain/domains/${encodeURIComponent("münchner-brotzeit.de")}`;
  expect((await api.get(path)).body).toMatchObject({
    fqdn: "xn--mnchner-brotzeit-jzb.de",
    fqdn_unicode: "münchner-brotzeit.de",
    can_tld_lock: false,
  });
});
