import { afterAll, beforeAll, expect, test } from "vitest";
import { type RunningSimulator, startSimulator } from "../simulator";
import { Api } from "../testing/api";

let simulator: RunningSimulator;
let api: Api;
beforeAll(async () => {
  simulator = await startSimulator();
  api = new Api(simulator.url);
});
afterAll(() => simulator.close());

const check = (name: string, rest = "") =>
  api.get(`/domain/check?name=${encodeURIComponent(name)}${rest}`);

test("a name the registry is slow about is pending once and final the second time", async () => {
  expect((await check("sim-pending-one.com")).body).toMatchObject({
    products: [{ status: "pending" }],
  });
  expect((await check("sim-pending-one.com")).body).toMatchObject({
    products: [{ status: "available" }],
  });
});

test.each([
  ["sim-free-x.com", "available"],
  ["sim-taken-x.com", "unavailable"],
  ["paperboat.io", "unavailable"],
  ["sim-preorder-x.com", "available_preorder"],
  ["sim-entitled-x.com", "available_reserved"],
  ["sim-premiumtaken-x.com", "unavailable_premium"],
  ["sim-restricted-x.com", "unavailable_restricted"],
  ["sim-corporate-x.com", "reserved_corporate"],
  ["sim-invalid-x.com", "error_invalid"],
  ["sim-refused-x.com", "error_refused"],
  ["sim-timeout-x.com", "error_timeout"],
  ["sim-unknown-x.com", "error_unknown"],
  ["sim-eoi-x.com", "error_eoi"],
  ["somename.zz", "error_invalid"],
])("%s has the status %s", async (name, status) => {
  let told = await check(name);
  if (JSON.stringify(told.body).includes('"pending"')) told = await check(name);
  expect(told.status).toBe(200);
  expect(told.body).toMatchObject({ products: [{ name, process: "create", status }] });
});

test("prices are decimals in brackets, with the promotion of the first year", async () => {
  expect((await check("sim-free-shop.com")).body).toEqual({
    currency: "EUR",
    grid: "A",
    taxes: [{ type: "service", rate: 20, name: "vat" }],
    products: [
      {
        name: "sim-free-shop.com",
        process: "create",
        status: "available",
        periods: [{ name: "golive", starts_at: "1985-01-01T00:00:00Z", ends_at: null }],
        taxes: [{ type: "service", rate: 20, name: "vat" }],
        prices: [
          {
            duration_unit: "y",
            min_duration: 1,
            max_duration: 1,
            price_before_taxes: 8,
            price_after_taxes: 9.6,
            discount: true,
            normal_price_before_taxes: 16.5,
            normal_price_after_taxes: 19.8,
          },
          {
            duration_unit: "y",
            min_duration: 2,
            max_duration: 10,
            price_before_taxes: 16.5,
            price_after_taxes: 19.8,
            discount: false,
          },
        ],
      },
    ],
  });
});

test("a taken name has no prices key for registration, and one for renewal", async () => {
  const { body } = await check("paperboat.io", "&processes=create&processes[]=renew&currency=GBP");
  expect(body).toMatchObject({
    currency: "GBP",
    products: [
      expect.not.objectContaining({ prices: expect.anything() }),
      { process: "renew", status: "unavailable", prices: [{ price_before_taxes: 48.07 }] },
    ],
  });
});

test("a process without a price is told without prices", async () => {
  const { body } = await api.get("/billing/price/domain?name=x-y.de&processes=restore");
  expect(body).toMatchObject({
    products: [expect.not.objectContaining({ prices: expect.anything() })],
  });
});

test("a premium name says so beside its price", async () => {
  expect((await check("sim-premium-x.com")).body).toMatchObject({
    products: [{ status: "available", prices: [{ type: "premium", price_before_taxes: 660 }] }],
  });
});

test.each([
  ["/domain/check", "name"],
  ["/domain/check?name=not..valid", "name"],
  ["/domain/check?name=a-b.com&currency=XXX", "currency"],
  ["/domain/check?name=a-b.com&processes=wish", "processes"],
])("%s is answered 400 in error shape B about %s", async (path, name) => {
  const told = await api.get(path);
  expect(told.status).toBe(400);
  expect(told.body).toMatchObject({ status: "error", errors: [{ location: "query", name }] });
});

test("TLDs are listed, and each has its properties", async () => {
  const base = `${simulator.url}/v5/domain/tlds`;
  expect((await api.get("/domain/tlds")).body).toContainEqual({ name: "eu", href: `${base}/eu` });
  expect((await api.get("/domain/tlds/eu")).body).toEqual({
    category: "ccTLD",
    name: "eu",
    lock: false,
    change_owner: true,
    authinfo_for_transfer: true,
    full_tld: "eu",
    corporate: false,
    ext_trade: true,
    href: `${base}/eu`,
  });
});
