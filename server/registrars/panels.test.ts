import { expect, test } from "vitest";
import { panelOf } from "./panels";

test("a registrar we speak to has its own site", () => {
  expect(panelOf({ registrar: "gandi" })).toEqual({
    name: "Gandi",
    url: "https://admin.gandi.net/",
  });
});

test("an account kept by hand has the site that was entered for it", () => {
  const account = { registrar: "manual", registrarLabel: "Corner Names" };
  expect(panelOf({ ...account, panelUrl: "https://names.example/panel" })).toEqual({
    name: "Corner Names",
    url: "https://names.example/panel",
  });
  expect(panelOf({ ...account, panelUrl: null })).toBeNull();
});

test.each([
  "javascript:alert(1)",
  "data:text/html,x",
  "no address",
  "//names.example",
])("%s becomes no link", (panelUrl) =>
  expect(panelOf({ registrar: "manual", panelUrl })).toBeNull());

test.each(["constructor", "__proto__"])("no registrar is called %s", (registrar) =>
  expect(panelOf({ registrar })).toBeNull());
