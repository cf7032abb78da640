import { afterEach, expect, test } from "vitest";
import { type DnsHandler, type DnsServer, record, startDnsServer } from "../testing/dns-server";
import { ask } from "./ask";

let server: DnsServer | undefined;
afterEach(() => server?.close());

const SOA = record.soa("name.test", 42);

async function asked(handler: DnsHandler, signal = AbortSignal.timeout(15_000)) {
  server = await startDnsServer(handler);
  const way = {
    place: server,
    isResolver: false,
    timeoutMs: 100,
    signal,
  };
  return ask({ name: "name.test", type: "SOA" }, way);
}

test("an answer is believed only under the id and for the question that was asked", async () => {
  const answer = await asked(() => ({ forged: ["id", "question"], answers: [SOA] }));
  expect(answer).toMatchObject({ ok: true, value: { answers: [{ data: { serial: 42 } }] } });
});

test("forged answers alone are no answer", async () => {
  const answer = await asked(({ isTcp }) =>
    isTcp ? null : { forged: ["id"], bytes: Buffer.from("no message of the DNS") },
  );
  expect(answer).toMatchObject({ ok: false, error: { because: "silent" } });
});

test("a silent server is asked twice, and then not waited for any longer", async () => {
  const longest = AbortSignal.timeout(15_000);
  expect(await asked(() => null, longest)).toMatchObject({
    ok: false,
    error: { because: "silent" },
  });
  expect(server?.asked).toHaveLength(2);
  expect(longest.aborted).toBe(false);
});

test("an answer that was cut off is fetched over TCP", async () => {
  const answer = await asked(() => ({ isTruncated: true, answers: [SOA] }));
  expect(answer).toMatchObject({ ok: true, value: { answers: [{ data: { serial: 42 } }] } });
  expect(server?.asked).toEqual(["udp name.test SOA", "tcp name.test SOA"]);
});

test("where it cannot be fetched over TCP, nothing is made of the part that came", async () => {
  const answer = await asked(({ isTcp }) => (isTcp ? null : { isTruncated: true }));
  expect(answer).toMatchObject({ ok: false });
});

test("nothing is asked when the time is over", async () => {
  expect(await asked(() => ({}), AbortSignal.abort())).toMatchObject({ ok: false });
});
