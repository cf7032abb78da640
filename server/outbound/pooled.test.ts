import { Dispatcher } from "undici";
import { expect, test } from "vitest";
import { answering } from "@/server/testing/loopback";
import { guardedAgent } from "./connector";
import { pooled } from "./pooled";
import type { Wire } from "./transport";

const boundsOf = (wire: Wire, signal = new AbortController().signal) => ({
  wire,
  signal,
  maxBodyBytes: 1_000,
});
const requestTo = (origin: string) =>
  ({ url: new URL("/x?y=1", origin), method: "GET", headers: {} }) as const;
const agentFor = (origin: string) =>
  guardedAgent({ simulator: new URL(origin), connectTimeoutMs: 1_000 });

/** Begins whatever it is given twice, as a client that tries again would. */
class Twice extends Dispatcher {
  readonly aborted: unknown[] = [];

  override dispatch(
    _options: Dispatcher.DispatchOptions,
    handler: Dispatcher.DispatchHandler,
  ): boolean {
    const controller = {
      abort: (reason: Error) => {
        this.aborted.push(reason);
        handler.onResponseError?.(controller, reason);
      },
    } as Dispatcher.DispatchController;
    handler.onRequestStart?.(controller, {});
    handler.onRequestStart?.(controller, {});
    return true;
  }
}

test("a request that something below begins again is broken off", async () => {
  const wire: Wire = { sent: false, status: null };
  const agent = new Twice();
  const answer = pooled(agent, requestTo("https://api.example"), boundsOf(wire));
  await expect(answer).rejects.toThrow("One call is one request.");
  expect(agent.aborted).toHaveLength(1);
  expect(wire.sent).toBe(true);
});

test("hints before the answer are not the answer", async () => {
  const origin = await answering((_request, response) => {
    response.writeEarlyHints({ link: "</a>; rel=preload" });
    response.writeHead(201, { "x-two": ["a", "b"] }).end("done");
  });
  const wire: Wire = { sent: false, status: null };
  const answer = await pooled(agentFor(origin), requestTo(origin), boundsOf(wire));
  expect(answer).toMatchObject({ status: 201, text: "done" });
  expect(answer.headers.get("x-two")).toBe("a, b");
  expect(answer.headers.get("x-three")).toBeNull();
  expect(wire).toEqual({ sent: true, status: 201 });
});

test("a call that waits for its connection is given up at once and never sent", async () => {
  let calls = 0;
  const origin = await answering((_request, response) => {
    calls += 1;
    response.end();
  });
  const looked = Promise.withResolvers<never>();
  const agent = guardedAgent({
    simulator: null,
    connectTimeoutMs: 1_000,
    lookup: () => looked.promise,
  });
  const giveUp = new AbortController();
  const wire: Wire = { sent: false, status: null };
  const answer = pooled(
    agent,
    requestTo(`http://late.example:${new URL(origin).port}`),
    boundsOf(wire, giveUp.signal),
  );
  giveUp.abort();
  await expect(answer).rejects.toMatchObject({ name: "AbortError" });
  expect(wire.sent).toBe(false);
  looked.reject(new Error("gone"));
  expect(calls).toBe(0);
});

test("what is sent is the request alone, with the packings that can be read", async () => {
  const seen: unknown[] = [];
  const origin = await answering((request, response) => {
    seen.push([request.method, request.url, request.rawHeaders]);
    response.end();
  });
  await pooled(agentFor(origin), requestTo(origin), boundsOf({ sent: false, status: null }));
  const { host } = new URL(origin);
  expect(seen).toEqual([
    [
      "GET",
      "/x?y=1",
      ["host", host, "connection", "keep-alive", "accept-encoding", "gzip, deflate, br"],
    ],
  ]);
});
