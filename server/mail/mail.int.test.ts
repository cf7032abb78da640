import type { AddressInfo } from "node:net";
import { sql } from "drizzle-orm";
import { SMTPServer, type SMTPServerOptions } from "smtp-server";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { inTenant } from "@/db/client";
import { houseContext } from "../auth/caller";
import { CERTIFICATE } from "../testing/certificate";
import { contextFor } from "../testing/context";
import { installOn } from "../testing/installed";
import { type TestDatabase, testDatabase } from "../testing/postgres";
import { letterOf } from "./letter";
import { enqueue } from "./outbox/store";
import { workMail } from "./work-mail";

let database: TestDatabase;
let open: SMTPServer[] = [];
let received: string[];

beforeAll(async () => {
  database = await testDatabase();
  installOn(database);
});
afterAll(() => database.drop());
beforeEach(async () => {
  received = [];
  await rows(sql`delete from mail_outbox`);
});
afterEach(async () => {
  await Promise.all(open.map((server) => new Promise<void>((resolve) => server.close(resolve))));
  open = [];
});

/** A real server on loopback that keeps what it gets. */
async function listen(options: SMTPServerOptions = {}): Promise<string> {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    closeTimeout: 50,
    onData: (stream, _session, done) => {
      let text = "";
      stream.on("data", (chunk: Buffer) => {
        text += chunk.toString("utf8");
      });
      stream.on("end", () => {
        received.push(text);
        done();
      });
    },
    ...options,
  });
  server.on("error", () => undefined);
  open.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `127.0.0.1:${(server.server.address() as AddressInfo).port}`;
}

const rows = <T extends Record<string, unknown>>(query: ReturnType<typeof sql>) =>
  inTenant(database.db, "*", (tx) => tx.execute<T>(query)).then((found) => [...found]);

const outbox = () =>
  rows<{ state: string; attempts: number; answer: string | null }>(
    sql`select state, attempts, last_answer as answer from mail_outbox order by created_at`,
  );

const LETTER = letterOf({
  subject: "Renewal of .com rose\r\nBcc: everybody@example.com",
  intro: "It rose <b>much</b> & fast.",
  table: { headers: ["Price", "Now"], rows: [["Renewal of .com", "15.00 EUR"]] },
  link: { text: "Open it in the console", path: "/prices" },
  why: "Because.",
});

const write = (dedupeKey = "one", recipient = "anna@example.com") =>
  inTenant(database.db, "*", (tx) => enqueue(tx, { ...LETTER, dedupeKey, recipient }));

const send = (host: string, scheme = "smtp://") =>
  workMail(houseContext("test"), Date.now() + 10_000, {
    url: `${scheme}${host}`,
    from: "Namekeep <names@example.com>",
  });

test("a message arrives once, as text and HTML, with the console's address and nobody's breaks in its head", async () => {
  const host = await listen();
  expect(LETTER.subject).toBe("Renewal of .com rose Bcc: everybody@example.com");
  await write();
  await write();
  expect(await send(host)).toEqual({ sent: 1, failed: 0, doubtful: 0, postponed: 0 });
  expect(await send(host)).toEqual({ sent: 0, failed: 0, doubtful: 0, postponed: 0 });
  expect(received).toHaveLength(1);
  // As a mail program reads it (RFC 2045 §6.7).
  const message = (received[0] ?? "").replaceAll("=\r\n", "").replaceAll("=3D", "=");
  const [head = ""] = message.split("\r\n\r\n");
  expect(head).toMatch(/^To: anna@example\.com$/m);
  expect(head).toMatch(/^Auto-Submitted: auto-generated$/m);
  expect(head).not.toMatch(/^Bcc/im);
  expect(message).toContain("text/plain");
  expect(message).toContain('<th scope="col"');
  expect(message).toContain("http://localhost:3000/prices");
  expect(message).toContain("&lt;b&gt;much&lt;/b&gt; &amp; fast");
  expect(await outbox()).toMatchObject([{ state: "sent", attempts: 1 }]);
});

test("a server that is away is tried again later, not at once", async () => {
  await write();
  expect(await send("127.0.0.1:1")).toMatchObject({ postponed: 1 });
  expect(await send("127.0.0.1:1")).toMatchObject({ postponed: 0 });
  expect(await outbox()).toMatchObject([{ state: "pending", attempts: 1 }]);
});

test("a recipient that is refused for good is not tried again, and the answer is kept", async () => {
  const host = await listen({
    onRcptTo: (_address, _session, done) =>
      done(Object.assign(new Error("No such mailbox here"), { responseCode: 550 })),
  });
  await write();
  expect(await send(host)).toMatchObject({ failed: 1 });
  const [mail] = await outbox();
  expect(mail).toMatchObject({ state: "failed" });
  expect(mail?.answer).toContain("No such mailbox here");
});

test("a server that is busy is tried again", async () => {
  const host = await listen({
    onMailFrom: (_address, _session, done) =>
      done(Object.assign(new Error("Come back later"), { responseCode: 451 })),
  });
  await write();
  expect(await send(host)).toMatchObject({ postponed: 1 });
});

test("a message whose answer was lost is in doubt, and no machine sends it again", async () => {
  const host = await listen({
    onData: (stream) => {
      stream.on("end", () => {
        received.push("whole");
        for (const one of open) for (const client of one.connections) client.close();
      });
      stream.resume();
    },
  });
  await write();
  expect(await send(host)).toMatchObject({ doubtful: 1 });
  expect(received).toEqual(["whole"]);
  expect(await send(host)).toEqual({ sent: 0, failed: 0, doubtful: 0, postponed: 0 });
  expect(await outbox()).toMatchObject([{ state: "doubtful", attempts: 1 }]);
});

test("a message of a process that died while sending is in doubt", async () => {
  const host = await listen();
  await write();
  await rows(
    sql`update mail_outbox set state = 'sending', lease_token = gen_random_uuid(), lease_until = now() - interval '1 second'`,
  );
  expect(await send(host)).toMatchObject({ doubtful: 1, sent: 0 });
  expect(received).toEqual([]);
});

test("a certificate that nobody vouches for is not spoken to", async () => {
  const host = await listen({ secure: true, ...CERTIFICATE });
  await write();
  expect(await send(host, "smtps://")).toMatchObject({ postponed: 1 });
  expect(received).toEqual([]);
});

test("what we sign in with stands in no answer that is kept", async () => {
  const host = await listen({
    authOptional: false,
    onAuth: ({ username, password }, _session, done) =>
      done(new Error(`Not ${username} with ${password}`)),
    authMethods: ["PLAIN"],
    disabledCommands: ["STARTTLS"],
    allowInsecureAuth: true,
  });
  await write();
  expect(await send(`postmaster:canary-secret@${host}`)).toMatchObject({ postponed: 1 });
  const [mail] = await outbox();
  expect(mail?.answer).not.toMatch(/canary|postmaster/);
});

test("mail that waited for a week without a server is given up", async () => {
  await write();
  await rows(sql`update mail_outbox set created_at = now() - interval '8 days'`);
  const done = await workMail(houseContext("test"), Date.now() + 1_000, undefined);
  expect(done).toMatchObject({ failed: 1 });
});

test("several processes send a message once", async () => {
  const host = await listen();
  await Promise.all(Array.from({ length: 8 }, (_none, at) => write(`m${at}`)));
  await Promise.all([send(host), send(host), send(host)]);
  expect(received).toHaveLength(8);
});

test("people do not send the house's mail", async () => {
  const staff = contextFor(database.db, { role: "admin" });
  await expect(workMail(staff, Date.now())).rejects.toMatchObject({ code: "forbidden" });
});
