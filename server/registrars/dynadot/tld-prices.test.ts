import { expect, test } from "vitest";
import { dynadot, KEY, type Said } from "./loopback.cases";

type Row = readonly [tld: string, register: string, renew?: string];

const told = (rows: readonly Row[], Currency = "USD"): Said => ({
  body: {
    TldPriceResponse: {
      ResponseCode: "0",
      Status: "success",
      Currency,
      TldPrice: rows.map(([Tld, Register, Renew = "11.20"]) => ({
        Tld,
        Price: { Unit: "(Price/1 Year)", Register, Renew, Transfer: "", Restore: "60" },
      })),
    },
  },
});
const full = (first: number): Row[] =>
  Array.from({ length: 500 }, (_, index) => [`t${first + index}`, "1.00"]);
const pageOf = (line: string) => Number(/page_index=(\d+)/.exec(line)?.[1]);

test("the whole price list is read in pages of 500, without loss", async () => {
  const { gateway, lines } = await dynadot(({ line }) =>
    told(
      pageOf(line) === 1
        ? full(0)
        : [
            [".com", "10.990"],
            ["xn--p1ai", "5"],
            ["com", "99"],
          ],
    ),
  );
  const list = await gateway.readPriceList({ currency: "USD" });
  if (!list.ok) throw new Error(list.error.message);
  expect(list.value.endings.size).toBe(502);
  expect(list.value.calls).toBe(2);
  expect(list.value.endings.get("com")).toMatchObject([
    { action: "register", priceMinor: 1099, currency: "USD", maxYears: 10 },
    { action: "renew", priceMinor: 1120 },
    { action: "restore", priceMinor: 6000, maxYears: 1 },
  ]);
  expect(lines()).toEqual([
    `GET /dynadot/api3.json?command=tld_price&currency=USD&count_per_page=500&page_index=1&key=${KEY}`,
    `GET /dynadot/api3.json?command=tld_price&currency=USD&count_per_page=500&page_index=2&key=${KEY}`,
  ]);
});

test("an ending whose price cannot be read is told, and stops no other", async () => {
  const { gateway } = await dynadot(() =>
    told([
      ["com", "10.99"],
      ["net", "call us"],
    ]),
  );
  expect(await gateway.readPriceList({ currency: "USD" })).toMatchObject({
    ok: true,
    value: { unreadable: [{ tld: "net" }] },
  });
});

test.each([
  ["in another currency", () => told([["com", "9"]], "EUR")],
  ["that does not end", () => told(full(0))],
  [
    "whose second page fails",
    (line: string): Said => (pageOf(line) === 1 ? told(full(0)) : { body: "{", status: 200 }),
  ],
])("a list %s is no list", async (_what, answer) => {
  const { gateway } = await dynadot(({ line }) => answer(line));
  expect(await gateway.readPriceList({ currency: "USD" })).toMatchObject({
    error: { code: "malformed_answer", effect: "none" },
  });
});

test("a currency that does not exist is asked for nowhere", async () => {
  const { gateway, lines } = await dynadot(() => told([]));
  expect(await gateway.readPriceList({ currency: "XYZ" })).toMatchObject({
    error: { code: "invalid_request", field: "currency" },
  });
  expect(lines()).toEqual([]);
});
