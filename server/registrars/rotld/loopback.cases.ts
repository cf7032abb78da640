import type { RequestListener, ServerResponse } from "node:http";
import { DomainName } from "@/server/names/domain-name";
import { answering } from "@/server/testing/loopback";
import type { Contact } from "../gateway";
import { gatewayFor } from "../registry";
import { CNP } from "./transcripts.cases";

/** What tests of this adapter share. For tests. */
export const PASSWORD = "canary-password-4711";
export const AUTH_CODE = "canaryAuth7";
export const json = { "content-type": "application/json; charset=utf-8" };
export const name = DomainName.parse("exemplu-test.ro");

export const ANA: Contact = {
  kind: "person",
  givenName: "Ana",
  familyName: "Popescu",
  email: "ana@example.com",
  phone: "+40.727636787",
  street: "Strada Lipscani 12",
  city: "București",
  postalCode: "030167",
  state: "București",
  countryCode: "RO",
  fiscalCode: CNP,
};

/** One request as it came in: its command, and everything that was sent. */
export type Asked = {
  readonly command: string;
  readonly body: string;
  readonly line: string;
  readonly headers: Readonly<Record<string, unknown>>;
};

type Answering = (response: ServerResponse, asked: Asked, all: readonly Asked[]) => void;

/** A gateway in front of a server that answers as `answer` says. */
export async function rotld(answer: Answering, { retriesReads = false, patienceMs = 20_000 } = {}) {
  const seen: Asked[] = [];
  const listener: RequestListener = (request, response) => {
    let body = "";
    request.on("data", (chunk) => {
      body += String(chunk);
    });
    request.on("end", () => {
      const { method, url, headers } = request;
      const command = new URLSearchParams(body).get("command") ?? "";
      const asked = { command, body, line: `${method} ${url}`, headers };
      seen.push(asked);
      answer(response, asked, seen);
    });
  };
  const opened = gatewayFor({
    registrar: "rotld",
    endpoint: "simulator",
    credential: { registrarId: "RegID-7", password: PASSWORD },
    simulatorUrl: await answering(listener),
    mode: "demo",
    retriesReads,
    timeouts: { readMs: patienceMs },
  });
  if (!opened.ok) throw new Error(opened.error.message);
  return { gateway: opened.value, seen };
}

/** Answers each command with its body. */
export const telling =
  (bodies: Readonly<Record<string, unknown>>): Answering =>
  (response, { command }) =>
    void response.writeHead(200, json).end(JSON.stringify(bodies[command] ?? null));

/** Answers everything alike. */
export const says =
  (status: number, body: unknown, headers: Readonly<Record<string, string>> = json): Answering =>
  (response) =>
    void response
      .writeHead(status, headers)
      .end(typeof body === "string" ? body : JSON.stringify(body));
