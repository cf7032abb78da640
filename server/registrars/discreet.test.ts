import { expect, test } from "vitest";
import { DomainName } from "../names/domain-name";
import { answering } from "../testing/loopback";
import type { RegistrarGateway } from "./gateway";
import { gatewayFor } from "./registry";

/** Written in another way in JSON, so that no search of the bytes that came finds it. */
const TOKEN = 'canary"tok\\en<4711>&/';
const CODE = 'canary"code\\0815';
const CNP = "1800101221144";
const name = DomainName.parse("example.com");
const paid = { name, idempotencyKey: "k", periodYears: 1, expectedPriceMinor: 1, currency: "EUR" };

/** A registrar that refuses with these words, escaped as some servers do. */
async function gandi(words: string, isField = false): Promise<RegistrarGateway> {
  const error = { location: "body", name: isField ? words : "x", description: words };
  const body = JSON.stringify({ status: "error", errors: [error] })
    .replaceAll("<", "\\u003c")
    .replaceAll("/", "\\/");
  const simulatorUrl = await answering((_request, response) => {
    response.writeHead(400, { "content-type": "application/json" }).end(body);
  });
  const opened = gatewayFor({
    registrar: "gandi",
    endpoint: "simulator",
    credential: { token: TOKEN },
    simulatorUrl,
    mode: "demo",
  });
  if (!opened.ok) throw new Error(opened.error.message);
  return opened.value;
}

test.each([
  ["in the middle", `The token ${TOKEN} has ended.`],
  ["at the end of a quote that is cut", `${"x".repeat(280)} ${TOKEN}`],
  ["in part, where it is cut", `${"x".repeat(292)} ${TOKEN}`],
])("a key that is repeated %s is told to nobody", async (_where, words) => {
  const gateway = await gandi(words, true);
  const heard: string[] = [];
  const told = [
    await gateway.readDomain(name),
    await gateway.listDomains({}),
    await gateway.renew({ ...paid, currentExpiresAt: "2027-01-01T00:00:00Z" }),
    await gateway.checkAvailability(name),
    await gateway.checkAvailabilityOf([name], {
      onAnswer: ({ evidence }) => heard.push(evidence),
    }),
  ];
  expect(heard).toHaveLength(1);
  expect(JSON.stringify([told, heard])).not.toContain("canary");
  expect(JSON.stringify(told)).toContain("[secret]");
});

test("what goes along with a call is not repeated either", async () => {
  const gateway = await gandi(`${CODE} of ${CNP} is wrong`, true);
  const holder = {
    kind: "person",
    givenName: "Ana",
    familyName: "Pop",
    email: "ana@example.com",
    phone: "+40.723000111",
    street: "Str. 1",
    city: "Cluj",
    countryCode: "RO",
    fiscalCode: CNP,
  } as const;
  const told = await gateway.transferIn({
    ...paid,
    authCode: CODE,
    contacts: { registrant: holder },
  });
  expect(told).toMatchObject({ error: { code: "invalid_request" } });
  expect(JSON.stringify(told)).not.toMatch(/canary|18001/);
});

test("other words come through as they are", async () => {
  const gateway = await gandi("The name is too long: example.com");
  expect(await gateway.readDomain(name)).toMatchObject({
    error: { message: expect.stringContaining("x: The name is too long: example.com") },
  });
});
