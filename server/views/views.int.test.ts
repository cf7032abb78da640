import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Role } from "../auth/roles";
import { auditTrail } from "../testing/audit";
import { contextFor } from "../testing/context";
import { installOn } from "../testing/installed";
import { type TestDatabase, testDatabase } from "../testing/postgres";
import { seedPartners } from "../testing/seed";
import { changeView } from "./change-view";
import { listViews } from "./list-views";
import { removeView } from "./remove-view";
import { saveView } from "./save-view";

let database: TestDatabase;
let acme = "";
let lumen = "";

beforeAll(async () => {
  database = await testDatabase();
  installOn(database);
  [acme = "", lumen = ""] = await seedPartners(database.db, "acme", "lumen");
});
afterAll(() => database.drop());

const person = (role: Role, partnerId = acme) =>
  contextFor(database.db, { role, partnerId, userId: randomUUID() });
const names = async (ctx: ReturnType<typeof person>) =>
  (await listViews(ctx)).map(({ name }) => name);

test("a view keeps filter and order in their one spelling, and the log tells of it", async () => {
  const anna = person("customer");
  const view = await saveView(anna, {
    name: " Due soon ",
    params: "limit=100&dir=asc&renewWithin=30&status=active&cursor=x",
  });
  expect(view).toMatchObject({
    name: "Due soon",
    params: "status=active&renewWithin=30",
    isShared: false,
    isOwn: true,
  });
  expect(await listViews(anna)).toEqual([view]);
  expect(await auditTrail(anna, "Due soon")).toMatchObject([
    { action: "view.saved", partnerId: acme, after: { params: view.params, isShared: false } },
  ]);
});

test("a personal view is its owner's alone; a shared one is seen by all of its tenant and nobody else", async () => {
  const owner = person("customer", lumen);
  await saveView(owner, { name: "Mine", params: "" });
  await saveView(owner, { name: "Ours", params: "tld=com", isShared: true });
  const colleague = person("customer", lumen);
  expect(await names(colleague)).toEqual(["Ours"]);
  expect((await listViews(colleague))[0]?.isOwn).toBe(false);
  expect(await names(person("customer", acme))).not.toContain("Ours");
  expect(await names(person("admin"))).not.toContain("Ours");
});

test("the house shares among its own: no customer sees it", async () => {
  await saveView(person("admin"), { name: "House", params: "partner=none", isShared: true });
  expect(await names(person("staff"))).toContain("House");
  expect(await names(person("customer"))).not.toContain("House");
});

test("one person's views have different names; two people's may be the same", async () => {
  const staff = person("staff");
  await saveView(staff, { name: "Same", params: "" });
  await expect(saveView(staff, { name: "Same", params: "tld=de" })).rejects.toMatchObject({
    code: "conflict",
    fields: { name: [{ code: "taken" }] },
  });
  await saveView(person("staff"), { name: "Same", params: "" });
  const other = await saveView(staff, { name: "Other", params: "" });
  await expect(changeView(staff, { id: other.id, name: "Same" })).rejects.toMatchObject({
    code: "conflict",
  });
});

test("parameters the portfolio does not take are refused", async () => {
  await expect(
    saveView(person("staff"), { name: "Bad", params: "colour=red" }),
  ).rejects.toMatchObject({ code: "invalid_input", fields: { params: [{ code: "filter" }] } });
});

test("an owner renames, shares and removes a view, each with its line in the log", async () => {
  const owner = person("customer");
  const view = await saveView(owner, { name: "Before", params: "" });
  const after = await changeView(owner, { id: view.id, name: "After", isShared: true });
  expect(after).toMatchObject({ name: "After", isShared: true, params: "" });
  await removeView(owner, { id: view.id });
  expect(await names(owner)).not.toContain("After");
  expect((await auditTrail(owner, "After")).map(({ action }) => action)).toEqual([
    "view.saved",
    "view.removed",
  ]);
});

test("nobody else's view can be changed or removed, not even a shared one", async () => {
  const view = await saveView(person("customer"), { name: "Held", params: "", isShared: true });
  for (const other of [person("customer"), person("customer", lumen), person("admin")]) {
    await expect(changeView(other, { id: view.id, name: "Mine" })).rejects.toMatchObject({
      code: "not_found",
    });
    await expect(removeView(other, { id: view.id })).rejects.toMatchObject({ code: "not_found" });
  }
});
