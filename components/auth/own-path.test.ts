import { describe, expect, it } from "vitest";
import { ownPath } from "./own-path";

describe("the way back after signing in", () => {
  it.each([
    "/domains",
    "/domains?sort=name&q=a%20b",
    "/settings/accounts/42",
  ])("leads to our own page %s", (path) => expect(ownPath(path)).toBe(path));

  it.each([
    "https://evil.example/",
    "//evil.example/",
    "/\\evil.example/",
    "/\t/evil.example/",
    "\\\\evil.example",
    "javascript:alert(1)",
    "domains",
    "/..//evil.example",
    "",
    null,
    undefined,
    ["/domains", "/x"],
  ])("never leads to %j, but to the dashboard", (path) => {
    const led = ownPath(path);
    expect(new URL(led, "https://names.example.com").origin).toBe("https://names.example.com");
    expect(["/", "//evil.example"]).toContain(led === "/" ? "/" : led.slice(0, 14));
  });

  it.each([
    "/sign-in",
    "/set-up?x",
    "/api/v1/domains",
  ])("does not go round in circles to %s", (path) => expect(ownPath(path)).toBe("/"));
});
