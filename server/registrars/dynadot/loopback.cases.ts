import type { RequestListener } from "node:http";
import { answering } from "@/server/testing/loopback";
import type { RegistrarGateway } from "../gateway";
import { openDynadot } from "./open";

export const KEY = "canary-key-4711";
export const SECRET = "canary-secret-0815";
export const json = { "content-type": "application/json" };

/** A request as it came in, byte for byte where it matters. */
export type Seen = {
  readonly line: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
};

export type Said = {
  readonly status?: number;
  readonly body: unknown;
  readonly headers?: Record<string, string>;
};

type Options = {
  readonly level?: string;
  readonly raw?: RequestListener;
  readonly readMs?: number;
  readonly retriesReads?: boolean;
};

/** A server of ours in Dynadot's place, and a gateway to it. `null` leaves the answer to `raw`. */
export async function dynadot(
  answer: (seen: Seen) => Said | null,
  { level, raw, readMs = 3_000, retriesReads = false }: Options = {},
): Promise<{ gateway: RegistrarGateway; seen: Seen[]; lines: () => string[] }> {
  const seen: Seen[] = [];
  const simulatorUrl = await answering((request, response) => {
    let body = "";
    request.on("data", (chunk: Buffer) => {
      body += chunk.toString();
    });
    request.on("end", () => {
      const one = { line: `${request.method} ${request.url}`, headers: request.headers, body };
      seen.push(one);
      const said = answer(one);
      if (!said) return raw?.(request, response);
      const text = typeof said.body === "string" ? said.body : JSON.stringify(said.body);
      response.writeHead(said.status ?? 200, said.headers ?? json).end(text);
    });
  });
  const opened = openDynadot({
    registrar: "dynadot",
    endpoint: "simulator",
    credential: { key: KEY, secret: SECRET, ...(level ? { level } : {}) },
    simulatorUrl,
    mode: "demo",
    timeouts: { readMs },
    retriesReads,
  });
  if (!opened.ok) throw new Error(opened.error.message);
  return { gateway: opened.value, seen, lines: () => seen.map(({ line }) => line) };
}

/** Whether a request is to API3, and to which command. */
export const commandOf = ({ line }: Seen): string | null =>
  new URL(line.split(" ")[1] ?? "", "http://x").searchParams.get("command");

/** Answers by command of API3, or by method and end of the path of REST v2; anything else is a 404. */
export const saying =
  (answers: Readonly<Record<string, unknown>>) =>
  (seen: Seen): Said => {
    const command = commandOf(seen);
    const path = seen.line.replace(/\?.*/, "");
    const key = Object.keys(answers).find((one) =>
      command === null ? one.startsWith("/") && path.endsWith(one) : one === command,
    );
    return key === undefined
      ? {
          body: {
            code: 404,
            message: "Not Found",
            error: { description: "nobody asked for this" },
          },
        }
      : { body: answers[key] };
  };
