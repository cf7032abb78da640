import { expect, test } from "vitest";
import { leaksIn } from "./canaries";

const SECRET = "c4nary&tok/en+7?<é>\"'";
const CANARIES = [["the key", SECRET]] as const;
const base64 = (text: string) => Buffer.from(text).toString("base64");

test.each([
  ["as it is", `key=${SECRET};`],
  ["in an address", `https://x.example/?key=${encodeURIComponent(SECRET)}&a=1`],
  ["in a form", new URLSearchParams({ a: "b", key: SECRET }).toString()],
  ["in JSON", JSON.stringify({ key: SECRET })],
  ["in JSON within JSON", JSON.stringify({ body: base64(JSON.stringify({ token: SECRET })) })],
  ["in a Basic header", `Basic ${base64(`u:${SECRET}`)}`],
  ["in base64 at another place", base64(`user:${SECRET}:more`)],
  ["in base64url", Buffer.from(`us:${SECRET}`).toString("base64url")],
  ["in hex", `\\x${Buffer.from(`--${SECRET}--`).toString("hex")}`],
  ["in capital hex", Buffer.from(SECRET).toString("hex").toUpperCase()],
  ["in HTML", `<td>c4nary&amp;tok/en+7?&lt;é&gt;&quot;&#x27;</td>`],
  ["in a script", `"c4nary\\u0026tok/en+7?\\u003cé\\u003e\\"'"`],
])("a canary is found %s", (_where, text) => {
  expect(leaksIn(text, CANARIES)).toEqual(["the key"]);
});

test("the last signs of a key are no leak, and neither is a digest", () => {
  expect(leaksIn("key ends in é>\"'", CANARIES)).toEqual([]);
  expect(leaksIn("sha256:9f86d081884c7d659a2feaa0c55ad015", CANARIES)).toEqual([]);
});
