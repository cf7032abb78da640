import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type RunningSimulator, startSimulator } from "../simulator";
import { Api } from "../testing/api";
import { MAIN, RESALE, TOKENS } from "../world/accounts";

const DAY_MS = 86_400_000;
const NAME = "/domain/domains/paperboat.io";

let simulator: RunningSimulator;
let api: Api;
beforeAll(async () => {
  simulator = await startSimulator();
  api = new Api(simulator.url);
});
beforeEach(() => simulator.script.reset());
afterAll(() => simulator.close());

test.each([
  ["no token", null, {}],
  ["an unknown token", "sim-pat-nobody", {}],
  ["a token past its end", TOKENS.expired, {}],
])("%s is answered 401 in error shape A", async (_what, token, headers) => {
  const told = await api.get(NAME, { token, headers });
  expect(told.status).toBe(401);
  expect(told.body).toMatchObject({ code: 401, object: "HTTPUnauthorized", cause: "Unauthorized" });
});

test("a token ends on its date", async () => {
  expect((await api.get(NAME, { token: TOKENS.expiring })).status).toBe(200);
  await simulator.script.advance(6 * DAY_MS);
  expect((await api.get(NAME, { token: TOKENS.expiring })).status).toBe(401);
});

test.each([
  ["the old Apikey scheme", "GET", NAME, null, { authorization: "Apikey sim-pat-northwind-main" }],
  ["another organisation's token", "GET", NAME, TOKENS.stranger, {}],
  ["another organisation's sharing_id", "GET", `${NAME}?sharing_id=${RESALE.id}`, TOKENS.main, {}],
  ["a write with a token that only reads", "PUT", `${NAME}/authinfo`, TOKENS.readOnly, {}],
])("%s is answered 403 in error shape A", async (_what, method, path, token, headers) => {
  const told = await api.call(method, path, { token, headers });
  expect(told.status).toBe(403);
  expect(told.body).toEqual({
    code: 403,
    message: "Access was denied to this resource.",
    object: "HTTPForbidden",
    cause: "Forbidden",
  });
});

test.each([
  "/domain/domains/nobody-has-this.com",
  "/domain/nothing",
  "/domain/tlds/zz",
])("%s is answered 404 in error shape A", async (path) => {
  const told = await api.get(path);
  expect(told.status).toBe(404);
  expect(told.body).toEqual({
    code: 404,
    message: "The resource could not be found.",
    object: "HTTPNotFound",
    cause: "Not Found",
  });
});

test("a token sees the domains of its own organisation only", async () => {
  const main = await api.get(`/domain/domains?sharing_id=${MAIN.id}`);
  const resale = await api.get("/domain/domains", { token: TOKENS.resale });
  const stranger = await api.get("/domain/domains", { token: TOKENS.stranger });
  const totals = [main, resale].map(({ headers }) => Number(headers.get("total-count")));
  expect(totals.reduce((sum, total) => sum + total)).toBe(240);
  expect(stranger.body).toEqual([]);
});

test("the 429 comes after as many requests as a minute has, and ends with it", async () => {
  await simulator.script.settings({ requestsPerMinute: 3 });
  const statuses = [];
  for (let n = 0; n < 5; n += 1) statuses.push((await api.get(NAME)).status);
  expect(statuses).toEqual([200, 200, 200, 429, 429]);
  await simulator.script.advance(60_000);
  expect((await api.get(NAME)).status).toBe(200);
});

test("a 429 says when to come back only where it was told to", async () => {
  await simulator.script.settings({ requestsPerMinute: 0 });
  expect((await api.get(NAME)).headers.get("retry-after")).toBeNull();
  await simulator.script.settings({ retryAfterSeconds: 7 });
  const told = await api.get(NAME);
  expect(told.headers.get("retry-after")).toBe("7");
  expect(told.body).toMatchObject({ code: 429 });
});

test("answers are JSON with a charset", async () => {
  const told = await api.get(NAME);
  expect(told.headers.get("content-type")).toBe("application/json; charset=utf-8");
});
