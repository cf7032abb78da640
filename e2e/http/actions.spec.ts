import { readFileSync } from "node:fs";
import { z } from "zod";
import { expect, test } from "../fixtures";

/** Every server action of the build: each is a public endpoint, whatever page it was meant for. */
function actionIds(): string[] {
  const manifest = z.object({ node: z.record(z.string(), z.unknown()) });
  const text = readFileSync(".next/server/server-reference-manifest.json", "utf8");
  return Object.keys(manifest.parse(JSON.parse(text)).node);
}

const ID = "7d3c1c9e-0000-4000-8000-00000000beef";
const ARGUMENTS = [
  "[]",
  "[null]",
  "[{}]",
  `[{"id":"${ID}","accountId":"${ID}","personId":"${ID}"}]`,
  '["$undefined"]',
];

test("no server action does anything for a caller without a session", async ({
  callerAs,
  demo,
  house,
}) => {
  const ids = actionIds();
  expect(ids.length).toBeGreaterThan(20);
  const stranger = await callerAs(null);
  for (const id of ids)
    for (const body of ARGUMENTS) {
      const { status, text } = await stranger.send("/sign-in", {
        method: "POST",
        headers: {
          "next-action": id,
          "content-type": "text/plain;charset=UTF-8",
          origin: demo.url.origin,
        },
        body,
      });
      expect({ id, body, isFault: status >= 500, isDone: text.includes('"ok":true') }).toEqual({
        id,
        body,
        isFault: false,
        isDone: false,
      });
    }
  expect(await house.entriesBy("set-up")).toEqual([]);
});

test("no server action is taken from another site, even with a session", async ({
  callerAs,
  house,
}) => {
  const person = await house.newPerson("admin");
  const admin = await callerAs(person);
  for (const id of actionIds())
    for (const origin of ["https://evil.example", "null"]) {
      const { status, text } = await admin.send("/", {
        method: "POST",
        headers: { "next-action": id, "content-type": "text/plain;charset=UTF-8", origin },
        body: "[{}]",
      });
      expect({ id, origin, status, text: text.includes('"ok"') }).toEqual({
        id,
        origin,
        status: 403,
        text: false,
      });
    }
  expect(await house.entriesBy(person.id)).toEqual([]);
});

test("an action that does not exist is not found", async ({ callerAs, demo }) => {
  const admin = await callerAs("admin");
  const { status } = await admin.send("/domains", {
    method: "POST",
    headers: {
      "next-action": "00".repeat(21),
      "content-type": "text/plain;charset=UTF-8",
      origin: demo.url.origin,
    },
    body: "[]",
  });
  expect([404, 409]).toContain(status);
});
