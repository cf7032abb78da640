import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import { z } from "zod";
import { ApiError } from "./api-error";
import { read } from "./read";
import { settled } from "./settled";

const Names = z.object({ names: z.array(z.string()) });
const namesSchema = () => Promise.resolve(Names);
const closing: (() => Promise<void>)[] = [];

afterEach(async () => {
  await Promise.all(closing.splice(0).map((close) => close()));
});

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closing.push(
    () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  );
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v1/domains`;
}

const answering = (status: number, body: string, headers: Record<string, string> = {}) =>
  serve((_request, response) => response.writeHead(status, headers).end(body));

async function failure(work: Promise<unknown>): Promise<ApiError> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof ApiError)) throw new Error("No ApiError was thrown.", { cause: error });
  return error;
}

test("an answer that fits comes back as its schema has it, and JSON was asked for", async () => {
  let asked: string | undefined;
  const address = await serve((request, response) => {
    asked = request.headers.accept;
    response.end('{"names":["a.example"],"more":1}');
  });
  expect(await read(address, namesSchema)).toEqual({ names: ["a.example"] });
  expect(asked).toBe("application/json");
});

test("a problem keeps its code, its sentence, its fields and its request id", async () => {
  const problem = {
    type: "/docs/problems#invalid_input",
    title: "invalid_input",
    status: 422,
    detail: "Check the marked fields.",
    code: "tld_unknown",
    field: "tld",
    errors: [
      { field: "tld", code: "tld_unknown", message: "Unknown ending." },
      { field: "tld", code: "tld_closed", message: "Not sold here." },
    ],
  };
  const address = await answering(422, JSON.stringify(problem), { "x-request-id": "req-1" });
  const error = await failure(read(address, namesSchema));
  expect(error).toMatchObject({
    code: "invalid_input",
    message: "Check the marked fields.",
    status: 422,
    fields: { tld: ["Unknown ending.", "Not sold here."] },
    requestId: "req-1",
  });
});

test.each([
  [401, "unauthenticated"],
  [403, "forbidden"],
  [404, "not_found"],
  [409, "conflict"],
  [429, "rate_limited"],
  [500, "internal"],
  [502, "internal"],
  [503, "unavailable"],
])("status %i without a problem body becomes %s", async (status, code) => {
  const error = await failure(read(await answering(status, "<html>no</html>"), namesSchema));
  expect(error.code).toBe(code);
  expect(error.message).not.toContain("html");
});

test("a code that is not in the list falls back to the status", async () => {
  const address = await answering(404, '{"title":"gone_fishing","detail":7}');
  expect((await failure(read(address, namesSchema))).code).toBe("not_found");
});

test("Retry-After is told in seconds, whether it came as seconds or as a date", async () => {
  const seconds = await answering(429, "{}", { "retry-after": "17" });
  expect((await failure(read(seconds, namesSchema))).retryAfterSeconds).toBe(17);
  const past = await answering(429, "{}", { "retry-after": "Wed, 21 Oct 2015 07:28:00 GMT" });
  expect((await failure(read(past, namesSchema))).retryAfterSeconds).toBe(0);
  const nonsense = await answering(429, "{}", { "retry-after": "soon" });
  expect((await failure(read(nonsense, namesSchema))).retryAfterSeconds).toBeUndefined();
});

test.each([
  '{"names":"a.example"}',
  "",
  "<html>",
  "null",
])("a good status with the body %j is a fault of ours, not data", async (body) => {
  const error = await failure(read(await answering(200, body), namesSchema));
  expect(error.code).toBe("internal");
});

test("no answer at all is unreachable", async () => {
  const address = await serve((request) => request.socket.destroy());
  expect((await failure(read(address, namesSchema))).code).toBe("unreachable");
});

test("an abort stays an abort, so that a query that was dropped shows no error", async () => {
  const abort = new AbortController();
  const address = await serve(() => abort.abort());
  await expect(read(address, namesSchema, abort.signal)).rejects.toMatchObject({
    name: "AbortError",
  });
});

test("an action's value comes through, and its refusal rejects with code and fields", async () => {
  expect(await settled(Promise.resolve({ ok: true, value: 7 } as const))).toBe(7);
  const refusal = {
    ok: false,
    code: "conflict",
    message: "Someone was quicker.",
    fields: { name: [{ code: "name_taken", message: "Taken." }] },
  } as const;
  const error = await failure(settled(Promise.resolve(refusal)));
  expect(error).toMatchObject({
    code: "conflict",
    message: "Someone was quicker.",
    fields: { name: ["Taken."] },
  });
});

test("an action that could not be called is unreachable", async () => {
  const error = await failure(settled(Promise.reject(new TypeError("Failed to fetch"))));
  expect(error.code).toBe("unreachable");
});
