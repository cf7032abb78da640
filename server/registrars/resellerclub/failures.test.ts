import { describe, expect, test } from "vitest";
import type { Entry, Gate } from "@/server/outbound/gate";
import { answering } from "@/server/testing/loopback";
import { gatewayFor } from "../registry";
import { type Answer, JSON_TYPE, KEY, name, resellerClub, USER_ID } from "./loopback.cases";
import { BAD_KEY, NOT_FOUND } from "./transcripts.cases";

const READS: readonly (readonly [what: string, answer: Answer, code: string])[] = [
  ["no such name, with 500", [500, NOT_FOUND], "domain_unknown"],
  ["no such name, with 200", [200, NOT_FOUND], "domain_unknown"],
  ["no such name, as text", [500, JSON.stringify(NOT_FOUND), "text/plain"], "domain_unknown"],
  ["a bad key", [200, BAD_KEY], "auth_failed"],
  ["a refusal in any case", [500, { status: "eRRor", message: "Not allowed" }], "invalid_request"],
  ["trouble of theirs", [500, { status: "ERROR", message: "Internal error" }], "server_error"],
  ["a page of the proxy", [403, "error code: 1020", "text/plain"], "forbidden"],
  ["too many calls", [429, "slow down", "text/plain"], "rate_limited"],
  ["a broken server", [503, "<html>", "text/html"], "server_error"],
  ["an empty body", [200, ""], "malformed_answer"],
  ["a page", [200, "<html>hello</html>", "text/html"], "malformed_answer"],
  ["half of an answer", [200, '{"orderid":"3848'], "malformed_answer"],
  ["a body beyond all bounds", [200, `"${"x".repeat(17 * 1024 * 1024)}"`], "malformed_answer"],
  ["a redirect", [302, "", "text/html"], "malformed_answer"],
];

describe("every read", () => {
  test.each(
    READS,
  )("answered with %s changes nothing and tells no secret", async (_what, answer, code) => {
    const { gateway } = await resellerClub({
      "domains/details-by-name": answer,
      "domains/search": answer,
      "domains/available": answer,
      "billing/reseller-balance": answer,
    });
    const told = [
      await gateway.readDomain(name),
      await gateway.readAuthCode(name),
      await gateway.listDomains({}),
      await gateway.checkAvailability(name),
      await gateway.readPrices({ name, actions: ["renew"], currency: "USD" }),
    ];
    for (const one of told) expect(one).toMatchObject({ error: { code, effect: "none" } });
    expect(JSON.stringify(told)).not.toMatch(new RegExp(`${KEY}|${USER_ID}|auth-userid`));
  });
});

/** An account with a gate that remembers what it was told, and reads that are tried again. */
async function guarded(status: number, body: unknown) {
  const calls: string[] = [];
  const outcomes: string[] = [];
  const entry: Entry = { isOpen: true, done: async (outcome) => void outcomes.push(outcome) };
  const gate: Gate = { enter: async () => entry };
  const opened = gatewayFor({
    registrar: "resellerclub",
    endpoint: "simulator",
    credential: { userId: USER_ID, apiKey: KEY },
    simulatorUrl: await answering((request, response) => {
      calls.push(request.url ?? "");
      response.writeHead(status, { "content-type": JSON_TYPE }).end(JSON.stringify(body));
    }),
    mode: "demo",
    retriesReads: true,
    gateFor: () => gate,
  });
  if (!opened.ok) throw new Error(opened.error.message);
  return { gateway: opened.value, calls, outcomes };
}

test("a 500 that says what is wrong is asked once, and does not speak against the endpoint", async () => {
  const { gateway, calls, outcomes } = await guarded(500, NOT_FOUND);
  expect(await gateway.readDomain(name)).toMatchObject({ error: { code: "domain_unknown" } });
  expect(calls).toHaveLength(1);
  expect(outcomes).toEqual(["good"]);
});

test("a 500 that is trouble of theirs is asked again, and does speak against it", async () => {
  const { gateway, calls, outcomes } = await guarded(500, {
    status: "ERROR",
    message: "Internal error",
  });
  expect(await gateway.readDomain(name)).toMatchObject({ error: { code: "server_error" } });
  expect(calls).toHaveLength(3);
  expect(outcomes).toEqual(["bad", "bad", "bad"]);
});

test.each([
  ["no credential", null],
  ["a reseller of letters", { userId: "abc", apiKey: KEY }],
  ["a number that begins with nought", { userId: "0740118", apiKey: KEY }],
  ["a key with a line break", { userId: USER_ID, apiKey: "canary-key\nx" }],
  ["a customer of letters", { userId: USER_ID, apiKey: KEY, customerId: "1&x=y" }],
])("%s opens nothing", (_what, credential) => {
  const opened = gatewayFor({
    registrar: "resellerclub",
    endpoint: "production",
    credential,
    simulatorUrl: null,
    mode: "production",
  });
  expect(opened).toMatchObject({ error: { code: "auth_failed", effect: "none" } });
  expect(JSON.stringify(opened)).not.toContain("canary");
});
