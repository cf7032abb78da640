import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type RunningSimulator, startSimulator } from "../simulator";
import { Api, OWNER } from "../testing/api";

const DELAY_MS = 5_000;
const NAME = "sim-taken-elsewhere.com";
const TRANSFER = `/domain/transferin/${NAME}`;
const ORDER = { fqdn: NAME, owner: OWNER, authinfo: "right-code" };

let simulator: RunningSimulator;
let api: Api;
beforeAll(async () => {
  simulator = await startSimulator({ settings: { completionDelayMs: DELAY_MS } });
  api = new Api(simulator.url);
});
beforeEach(() => simulator.script.reset());
afterAll(() => simulator.close());

const later = (delays = 1) => simulator.script.advance(delays * DELAY_MS);

test("a transfer goes step by step until the domain is in the account", async () => {
  const told = await api.post("/domain/transferin", ORDER);
  expect([told.status, told.body]).toEqual([202, { message: expect.any(String) }]);
  const steps = [];
  for (let n = 0; n < 3; n += 1) {
    steps.push((await api.get(TRANSFER)).body);
    expect((await api.get(`/domain/domains/${NAME}`)).status).toBe(404);
    await later();
  }
  expect(steps).toMatchObject([{ step_nb: 1 }, { step_nb: 2 }, { step_nb: 3 }]);
  expect(steps[0]).not.toHaveProperty("errortype");
  expect((await api.get(`/domain/domains/${NAME}`)).status).toBe(200);
  expect(await simulator.script.ledger()).toMatchObject([{ action: "transfer", domain: NAME }]);
});

test("a wrong code ends in an error, and a relaunch with the right one completes", async () => {
  await api.post("/domain/transferin", { ...ORDER, authinfo: "wrong-code" });
  await later(4);
  expect((await api.get(TRANSFER)).body).toMatchObject({ errortype: "authinfo_invalid" });
  expect((await api.get(`/domain/domains/${NAME}`)).status).toBe(404);
  expect((await api.put(TRANSFER, { authinfo: "right-code" })).status).toBe(202);
  expect((await api.get(TRANSFER)).body).not.toHaveProperty("errortype");
  await later(3);
  expect((await api.get(`/domain/domains/${NAME}`)).status).toBe(200);
  expect(await simulator.script.ledger()).toHaveLength(1);
});

test("a relaunch starts over: the first start's end brings no domain", async () => {
  await api.post("/domain/transferin", ORDER);
  await later(2);
  await api.put(TRANSFER, { authinfo: "right-code" });
  await later(1);
  expect((await api.get(`/domain/domains/${NAME}`)).status).toBe(404);
  await later(2);
  expect((await api.get(`/domain/domains/${NAME}`)).status).toBe(200);
});

test.each([
  ["the code under another name", 400, { ...ORDER, authinfo: undefined, auth_code: "x" }],
  ["a name that is free", 400, { ...ORDER, fqdn: "sim-free-x.com" }],
  ["a name that is in the account", 409, { ...ORDER, fqdn: "paperboat.io" }],
])("a transfer with %s is answered %i", async (_what, status, body) => {
  expect((await api.post("/domain/transferin", body)).status).toBe(status);
});

test("the owner's message is sent again only for a transfer that exists", async () => {
  const email = { email: "owner@harbour-logistics.example" };
  expect((await api.post("/domain/transferin/compass-reefer.com/foa", email)).status).toBe(202);
  expect((await api.post("/domain/transferin/nothing-here.com/foa", email)).status).toBe(404);
});

test.each(["GET", "POST"])("%s tells whether a name can be transferred", async (method) => {
  const { status, body } = await api.call(method, `${TRANSFER}/available`);
  expect(status).toBe(200);
  expect(body).toMatchObject({
    available: true,
    fqdn: NAME,
    fqdn_ulabel: NAME.toUpperCase(),
    minimum_duration: 1,
    maximum_duration: 10,
  });
});

test("the world has transfers under way, one of them with an error", async () => {
  const compass = await api.get("/domain/transferin/compass-reefer.com");
  expect(compass.body).toMatchObject({ step_nb: 2, step: expect.stringContaining("losing") });
  const stuck = await api.get("/domain/transferin/juniperlane-gifts.net");
  expect(stuck.body).toMatchObject({ errortype: "authinfo_invalid" });
});
