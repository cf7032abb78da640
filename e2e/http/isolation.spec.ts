import { expect, test } from "../fixtures";
import type { House, Partner } from "../house";
import type { Answer, HttpClient } from "../http-client";

/** What belongs to another partner, each carrying a mark that must never reach anybody else. */
type Foreign = {
  mark: string;
  partner: Partner;
  name: string;
  domainId: string;
  accountId: string;
  entryId: string;
  runId: string;
};

async function plant(house: House): Promise<Foreign> {
  const partner = await house.newPartner();
  const [name = ""] = await house.newNames(partner, ["2026-12-01", "2027-01-01"]);
  const mark = name.slice("name-".length, "name-".length + 8);
  const planted = await house.plantBeside(name, mark);
  return { mark, partner, name, ...planted };
}

const LISTS = [
  "/api/v1/domains",
  "/api/v1/domains/facets",
  "/api/v1/domains/overview",
  "/api/v1/views",
  "/api/v1/audit",
  "/api/v1/audit/actors",
  "/api/v1/sync/runs",
  "/api/v1/me",
  "/api/v1/me/sessions",
];
/** Asked last: what was asked of them is written into the caller's own log. */
const FILES = ["/api/v1/domains/export", "/api/v1/audit/export"];
const PAGES = ["/", "/domains", "/audit", "/sync", "/settings/sessions"];

/** Every way a page's content is fetched. */
const TRANSPORTS: readonly ((caller: HttpClient, path: string) => Promise<Answer>)[] = [
  (caller, path) => caller.send(path),
  (caller, path) => caller.send(path, { headers: { purpose: "prefetch" } }),
  (caller, path) => caller.fetchPage(path),
  (caller, path) => caller.fetchPage(path, { "next-router-prefetch": "1" }),
  (caller, path) => caller.fetchPage(path, { "next-router-segment-prefetch": "/_tree" }),
];

const withoutId = ({ status, text, headers }: Answer) => ({
  status,
  type: headers["content-type"],
  body: text.replace(/"requestId":"[^"]+"/, ""),
});

async function everything(caller: HttpClient, { mark, partner, name, accountId }: Foreign) {
  const asked = [
    "",
    `?partner=${partner.id}`,
    `?q=${mark}`,
    `?account=${accountId}`,
    `?tag=${mark}`,
    `?object=${name}`,
    `?q=${mark}&partner=${partner.id}`,
  ];
  const answers: { path: string; answer: Answer }[] = [];
  for (const path of LISTS)
    for (const query of asked)
      answers.push({ path: path + query, answer: await caller.send(path + query) });
  for (const page of PAGES)
    for (const fetched of TRANSPORTS)
      for (const query of ["", `?partner=${partner.id}&q=${mark}`])
        answers.push({ path: page + query, answer: await fetched(caller, page + query) });
  for (const path of FILES)
    for (const query of asked)
      answers.push({ path: path + query, answer: await caller.send(path + query) });
  return answers;
}

test.describe("a customer of one partner", () => {
  test("meets nothing of another in any list, count, file or page, whatever it asks for", async ({
    callerAs,
    house,
  }) => {
    const foreign = await plant(house);
    const acme = await house.partnerOf("acme");
    const anna = await callerAs(await house.newPerson("customer", acme.id));
    const told = (await everything(anna, foreign)).filter(({ path, answer }) => {
      // What was asked is repeated in the address the page carries; that is no answer.
      const said = answer.text.replaceAll(path, "").replaceAll(encodeURIComponent(path), "");
      const own = path.includes(foreign.mark) ? foreign.name : foreign.mark;
      return said.includes(own) || said.includes(foreign.partner.name);
    });
    expect(told.map(({ path }) => path)).toEqual([]);
  });

  test("meets its own in each of them, and so do staff with the other's", async ({
    callerAs,
    house,
  }) => {
    const foreign = await plant(house);
    const staff = await callerAs("staff");
    const own = await callerAs(await house.newPerson("customer", foreign.partner.id));
    for (const caller of [staff, own])
      for (const path of [
        `/api/v1/domains?q=${foreign.mark}`,
        `/api/v1/domains/export?q=${foreign.mark}`,
        `/api/v1/domains/${foreign.name}`,
        "/api/v1/audit",
        "/api/v1/sync/runs",
        `/domains?q=${foreign.mark}`,
        `/domains/${foreign.name}`,
        "/audit",
      ]) {
        const { status, text } = await caller.send(path);
        expect({ path, status, isThere: text.includes(foreign.name) }).toEqual({
          path,
          status: 200,
          isThere: true,
        });
      }
  });

  test("cannot tell a thing of another from one that does not exist", async ({
    callerAs,
    house,
  }) => {
    const foreign = await plant(house);
    const anna = await callerAs("acme");
    const unknownId = "7d3c1c9e-0000-4000-8000-00000000beef";
    const pairs = [
      [`/api/v1/domains/${foreign.name}`, "/api/v1/domains/nobody-has-this-name.com"],
      [`/api/v1/domains/${foreign.domainId}`, `/api/v1/domains/${unknownId}`],
      [`/api/v1/audit/${foreign.entryId}`, "/api/v1/audit/999999999"],
      [`/api/v1/sync/runs/${foreign.runId}`, `/api/v1/sync/runs/${unknownId}`],
      [`/api/v1/partners/${foreign.partner.id}`, `/api/v1/partners/${unknownId}`],
      [`/api/v1/accounts/${foreign.accountId}`, `/api/v1/accounts/${unknownId}`],
    ] as const;
    for (const [theirs, nobodys] of pairs) {
      const answer = withoutId(await anna.send(theirs));
      expect({ theirs, ...answer }).toEqual({ theirs, ...withoutId(await anna.send(nobodys)) });
      expect([403, 404]).toContain(answer.status);
    }
    for (const path of [`/api/v1/domains/${foreign.name}`, `/api/v1/domains/${foreign.domainId}`])
      expect((await anna.write(path, { notes: "mine now" })).status).toBe(404);
    expect((await anna.send(`/domains/${foreign.name}`)).status).toBe(404);
    const { notes } = await house.nameByName(foreign.name);
    expect(notes).toContain(foreign.mark);
  });

  test("has no page and no route of the house", async ({ callerAs }) => {
    const anna = await callerAs("acme");
    for (const page of [
      "/settings/accounts",
      "/settings/accounts/new",
      "/settings/people",
      "/settings/partners",
    ]) {
      const answer = await anna.send(page);
      const fetched = await anna.fetchPage(page);
      expect({ page, status: answer.status }).toEqual({ page, status: 404 });
      expect(fetched.text).toContain("NEXT_HTTP_ERROR_FALLBACK;404");
      expect(`${answer.text}${fetched.text}`).not.toContain("Lumen");
    }
    for (const path of ["/api/v1/accounts", "/api/v1/partners", "/api/v1/users"])
      expect({ path, status: (await anna.send(path)).status }).toEqual({ path, status: 403 });
  });
});

test("staff have neither the people nor the way to change accounts and partners", async ({
  callerAs,
}) => {
  const staff = await callerAs("staff");
  expect((await staff.send("/settings/people")).status).toBe(404);
  expect((await staff.send("/settings/accounts/new")).status).toBe(404);
  expect((await staff.send("/api/v1/users")).status).toBe(403);
  expect((await staff.send("/api/v1/accounts")).status).toBe(200);
});

test("without a session every route refuses and every page leads to the sign-in", async ({
  callerAs,
}) => {
  const stranger = await callerAs(null);
  for (const path of [...LISTS, ...FILES, "/api/v1/users", "/api/v1/accounts", "/api/v1/partners"])
    expect({ path, status: (await stranger.send(path)).status }).toEqual({ path, status: 401 });
  for (const page of [
    ...PAGES,
    "/settings/accounts",
    "/settings/people",
    "/domains/brixton-books.co.uk",
  ]) {
    const { status, headers, text } = await stranger.send(page);
    expect({ page, status }).toEqual({ page, status: 307 });
    expect(headers.location).toMatch(/^\/sign-in/);
    expect(text).not.toContain("brixton-books.co.uk</");
  }
});
