import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { expect, onTestFinished, test } from "vitest";
import { waitUntil } from "../postgres/wait";

/** A server that tells its port, tells when a request has come in, and answers when it is told to. */
const PROGRAM = `
  import { createServer } from "node:http";
  import { shutDownOnRequest } from "./scripts/serve/shutdown.ts";
  const server = createServer((request, response) => {
    process.on("message", () => response.end("answered"));
    process.send("came in");
  });
  shutDownOnRequest(server, 30_000);
  server.listen(0, "127.0.0.1", () => process.send(server.address().port));
`;

async function startServer(): Promise<{ child: ChildProcess; url: string }> {
  const child = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "-e", PROGRAM], {
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  const [port] = await once(child, "message");
  return { child, url: `http://127.0.0.1:${port}/` };
}

test("a running request gets its answer although the server was told to end", async () => {
  const { child, url } = await startServer();
  const exit = once(child, "exit");
  const cameIn = once(child, "message");
  const answer = fetch(url).then((response) => response.text());
  await cameIn;
  child.kill("SIGTERM");
  const isClosed = await waitUntil(async () => !(await takesConnections(url)), 5_000);
  child.send("answer");
  expect(isClosed).toBe(true);
  expect(await answer).toBe("answered");
  expect(await exit).toEqual([0, null]);
});

test("the server ends when the process that started it is gone", async () => {
  const { child } = await startServer();
  child.disconnect();
  expect(await once(child, "exit")).toEqual([0, null]);
});

async function takesConnections(url: string): Promise<boolean> {
  const request = fetch(url, { signal: AbortSignal.timeout(200) });
  try {
    await request;
    return true;
  } catch (error) {
    return error instanceof Error && error.name === "TimeoutError";
  }
}
