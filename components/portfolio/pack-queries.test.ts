import { hydrate, QueryClient } from "@tanstack/react-query";
import { expect, test } from "vitest";
import { packQueries, unpackQueries } from "./pack-queries";

test("what one client was answered, another has as if it had asked at that time", async () => {
  const server = new QueryClient();
  const rows = [{ id: "1", name: "a.example", nameUnicode: "a.example" }];
  const list = { rows, nextCursor: null, previousCursor: null, total: { names: 1, isExact: true } };
  server.setQueryData(["domains", "list", ""], list, { updatedAt: 1_700_000_000_000 });
  await server
    .query({ queryKey: ["broken"], queryFn: () => Promise.reject(new Error("no")), retry: false })
    .catch(() => undefined);

  const browser = new QueryClient();
  hydrate(browser, unpackQueries(structuredClone(packQueries(server))));
  expect(browser.getQueryData(["domains", "list", ""])).toEqual(list);
  expect(browser.getQueryState(["domains", "list", ""])).toMatchObject({
    status: "success",
    dataUpdatedAt: 1_700_000_000_000,
  });
  expect(browser.getQueryState(["broken"])).toBeUndefined();
});
