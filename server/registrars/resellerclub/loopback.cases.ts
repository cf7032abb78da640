import type { RequestListener } from "node:http";
import { DomainName, HostName } from "@/server/names/domain-name";
import { answering } from "@/server/testing/loopback";
import type { Contact, RegistrarGateway } from "../gateway";
import { gatewayFor } from "../registry";

/** What tests of this adapter share. For tests. */
export const USER_ID = "740118";
export const KEY = "canary-key-4711";
export const AUTH_CODE = "canaryAuth!7";
export const CUSTOMER_ID = "10423211";
export const CNP = "1960229123456";
export const name = DomainName.parse("brightmeadow.com");
export const hosts = ["ns1.example.net", "ns2.example.net"].map((host) => HostName.parse(host));

export const ANA: Contact = {
  kind: "company",
  givenName: "Ana",
  familyName: "Pop",
  organisation: "Example SRL",
  email: "ana@example.com",
  phone: "+40.723000111",
  street: "Str. Exemplu 1",
  city: "Cluj",
  postalCode: "400000",
  countryCode: "RO",
  fiscalCode: CNP,
};
export const ANA_FORM = `name=Ana+Pop&company=Example+SRL&email=ana%40example.com&address-line-1=Str.+Exemplu+1&city=Cluj&country=RO&zipcode=400000&phone-cc=40&phone=723000111&customer-id=${CUSTOMER_ID}&type=Contact`;

export const paid = { name, idempotencyKey: "k", periodYears: 1, currency: "USD" } as const;
export const change = { name, idempotencyKey: "k" } as const;

/** One answer: a status, a body that is sent as it is or as JSON, and its media type. */
export type Answer = readonly [status: number, body: unknown, type?: string];

/** What is answered to each call, by its path below /api without ".json". */
export type Script = Readonly<Record<string, Answer>>;

export const JSON_TYPE = "application/json;charset=UTF-8";

/** Opens an account at `simulatorUrl`. */
export function open(
  simulatorUrl: string,
  credential: Readonly<Record<string, string>> = { customerId: CUSTOMER_ID },
  patienceMs = 20_000,
): RegistrarGateway {
  const opened = gatewayFor({
    registrar: "resellerclub",
    endpoint: "simulator",
    credential: { userId: USER_ID, apiKey: KEY, ...credential },
    simulatorUrl,
    mode: "demo",
    timeouts: { readMs: patienceMs, paidMs: patienceMs, connectMs: patienceMs },
  });
  if (!opened.ok) throw new Error(opened.error.message);
  return opened.value;
}

/** A gateway in front of a server that answers every call alike, and everything it was sent. */
export async function facing(
  listener: RequestListener,
  credential?: Record<string, string>,
  patienceMs?: number,
) {
  const seen: string[] = [];
  const headers: string[] = [];
  const url = await answering((request, response) => {
    let body = "";
    request.on("data", (chunk: Buffer) => {
      body += chunk.toString();
    });
    request.on("end", () => {
      const type = request.headers["content-type"] ?? "-";
      seen.push(`${request.method} ${request.url} ${type} ${body}`.trimEnd());
      headers.push(JSON.stringify(request.headers));
      listener(request, response);
    });
  });
  return { gateway: open(url, credential, patienceMs), seen, headers };
}

/** A gateway in front of a server that answers each call as the script says, and others with 404. */
export const resellerClub = (script: Script, credential?: Record<string, string>) =>
  facing((request, response) => {
    const call = /^\/logicboxes\/api\/(.*)\.json\?/.exec(request.url ?? "")?.[1] ?? "";
    const [status, body, type = JSON_TYPE] = script[call] ?? [404, "Not found", "text/plain"];
    response
      .writeHead(status, { "content-type": type })
      .end(typeof body === "string" ? body : JSON.stringify(body));
  }, credential);

/** A line of `seen`: what is sent for a read. */
export const get = (call: string, parameters: string) =>
  `GET /logicboxes/api/${call}.json?auth-userid=${USER_ID}${parameters && `&${parameters}`}&api-key=${KEY} -`;

/** A line of `seen`: what is sent for a change. */
export const post = (call: string, form: string) =>
  `POST /logicboxes/api/${call}.json?auth-userid=${USER_ID}&api-key=${KEY} application/x-www-form-urlencoded ${form}`;
