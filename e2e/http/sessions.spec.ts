import { decode } from "next-auth/jwt";
import { expect, test } from "../fixtures";
import type { Answer, HttpClient } from "../http-client";
import { SESSION_COOKIE } from "../world";

/** What a session opens: an interface, a page, and the content a page fetches when one moves to it. */
async function doors(caller: HttpClient): Promise<Record<string, number>> {
  const answers = {
    api: await caller.send("/api/v1/domains?limit=1"),
    page: await caller.send("/domains"),
    rsc: await caller.fetchPage("/domains"),
    file: await caller.send("/api/v1/domains/export"),
  };
  const leadsAway = ({ text }: Answer) => text.includes("NEXT_REDIRECT;replace;/sign-in");
  return Object.fromEntries(
    Object.entries(answers).map(([door, answer]) => [
      door,
      leadsAway(answer) ? 307 : answer.status,
    ]),
  );
}

const OPEN = { api: 200, page: 200, rsc: 200, file: 200 };
const SHUT = { api: 401, page: 307, rsc: 307, file: 401 };

test.describe("a session", () => {
  test("is shut on the next request after it was ended", async ({ callerAs, house }) => {
    const person = await house.newPerson("staff");
    const caller = await callerAs(person);
    expect(await doors(caller)).toEqual(OPEN);
    await house.sql`update sessions set revoked_at = now() where user_id = ${person.id}`;
    expect(await doors(caller)).toEqual(SHUT);
  });

  test("is shut on the next request after its person was disabled", async ({ callerAs, house }) => {
    const person = await house.newPerson("staff");
    const caller = await callerAs(person);
    expect(await doors(caller)).toEqual(OPEN);
    await house.sql`update users set disabled_at = now() where id = ${person.id}`;
    expect(await doors(caller)).toEqual(SHUT);
  });

  test("sees on the next request what the new role sees", async ({ callerAs, house }) => {
    const partner = await house.newPartner();
    const [name = ""] = await house.newNames(partner, ["2027-05-01"]);
    const person = await house.newPerson("staff");
    const caller = await callerAs(person);
    expect((await caller.send("/api/v1/domains/brixton-books.co.uk")).status).toBe(200);
    expect((await caller.send("/settings/accounts")).status).toBe(200);
    await house.sql`
      update users set role = 'customer', partner_id = ${partner.id} where id = ${person.id}`;
    expect((await caller.send("/api/v1/domains/brixton-books.co.uk")).status).toBe(404);
    expect((await caller.send(`/api/v1/domains/${name}`)).status).toBe(200);
    expect((await caller.send("/settings/accounts")).status).toBe(404);
    const { text } = await caller.fetchPage("/domains");
    expect(text).toContain(name);
    expect(text).not.toContain("brixton-books");
  });

  test("ends after half an hour without a request, and after twelve hours in any case", async ({
    callerAs,
    house,
  }) => {
    const idle = await house.newPerson("staff");
    const old = await house.newPerson("staff");
    const [idleCaller, oldCaller] = [await callerAs(idle), await callerAs(old)];
    await house.sql`update sessions set last_seen_at = now() - interval '31 minutes' where user_id = ${idle.id}`;
    await house.sql`update sessions set expires_at = now() where user_id = ${old.id}`;
    expect(await doors(idleCaller)).toEqual(SHUT);
    expect(await doors(oldCaller)).toEqual(SHUT);
  });

  test("is not opened by a cookie that was edited, cut or sealed elsewhere", async ({
    house,
    demo,
    callerAs,
  }) => {
    const cookie = await house.openSession(await house.person("admin"));
    const stranger = await callerAs(null);
    for (const forged of [
      cookie.slice(0, -4),
      `${cookie.slice(0, -2)}AA`,
      cookie.split(".")[0],
      "x",
      "",
    ]) {
      const { status } = await stranger.send("/api/v1/me", {
        headers: { cookie: `${SESSION_COOKIE}=${forged}` },
      });
      expect({ forged, status }).toEqual({ forged, status: 401 });
    }
    const { status } = await stranger.send("/api/v1/me", {
      headers: { cookie: `${SESSION_COOKIE}=${cookie}` },
    });
    expect({ status, url: demo.url.port !== "" }).toEqual({ status: 200, url: true });
  });
});

test("the cookie that signing in sets holds the session's id and nothing about the person", async ({
  callerAs,
  demo,
}) => {
  const stranger = await callerAs(null);
  const csrf = await stranger.send("/api/auth/csrf");
  const { csrfToken } = JSON.parse(csrf.text);
  const jar = (csrf.headers["set-cookie"] ?? []).map((cookie) => cookie.split(";")[0]).join("; ");
  const { email, password } = demo.signIns[1] ?? { email: "", password: "" };
  const answer = await stranger.send("/api/auth/callback/credentials", {
    method: "POST",
    headers: {
      "content-type": "application/x-www-form-urlencoded",
      cookie: jar,
      origin: demo.url.origin,
    },
    body: new URLSearchParams({ email, password, csrfToken, json: "true" }).toString(),
  });
  const set =
    (answer.headers["set-cookie"] ?? []).find((one) => one.startsWith(SESSION_COOKIE)) ?? "";
  expect(set).toMatch(/; Path=\/;.*HttpOnly; SameSite=Lax$/i);
  const value = set.slice(SESSION_COOKIE.length + 1).split(";")[0] ?? "";
  const claims = await decode({ token: value, secret: demo.authSecret });
  expect(Object.keys(claims ?? {}).toSorted()).toEqual(["exp", "iat", "jti", "sid"]);
  expect(JSON.stringify(claims)).not.toContain(email);
});
