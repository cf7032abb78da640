import { createSocket } from "node:dgram";
import { type AddressInfo, createServer, type Server } from "node:net";
import {
  type DnskeyData,
  type Answer as DnsRecord,
  type DsData,
  decode,
  encode,
  type Question,
} from "dns-packet";

const AUTHORITATIVE = 0x0400;
const TRUNCATED = 0x0200;

/** What a test has a server say to a question; null: it stays silent. */
export type DnsReply = {
  readonly rcode?: number;
  /** Authoritative unless told otherwise. */
  readonly isAuthoritative?: boolean;
  readonly answers?: readonly DnsRecord[];
  readonly authorities?: readonly DnsRecord[];
  /** Over UDP only the head of the answer comes. */
  readonly isTruncated?: boolean;
  /** Answers before it, each wrong in its own way: by another asker's id, or to another question. */
  readonly forged?: readonly ("id" | "question")[];
  readonly bytes?: Buffer;
} | null;

export type DnsHandler = (question: Question & { readonly isTcp: boolean }) => DnsReply;

export type DnsServer = {
  readonly address: string;
  readonly port: number;
  /** What was asked, in order. */
  readonly asked: readonly string[];
  close(): Promise<void>;
};

function messages(query: Buffer, handler: DnsHandler, isTcp: boolean, asked: string[]): Buffer[] {
  const { id = 0, questions: [question] = [] } = decode(query);
  if (!question) return [];
  asked.push(`${isTcp ? "tcp" : "udp"} ${question.name} ${question.type}`);
  const reply = handler({ ...question, isTcp });
  if (reply === null) return [];
  if (reply.bytes) return [reply.bytes];
  const isCut = reply.isTruncated === true && !isTcp;
  const write = (to: Question, answerId: number, answers: readonly DnsRecord[]) =>
    encode({
      type: "response",
      id: answerId,
      flags:
        (reply.isAuthoritative === false ? 0 : AUTHORITATIVE) |
        (isCut ? TRUNCATED : 0) |
        (reply.rcode ?? 0),
      questions: [to],
      answers: [...answers],
      authorities: [...(reply.authorities ?? [])],
    });
  const forged = (reply.forged ?? []).map((way) =>
    way === "id"
      ? write(question, (id + 1) & 0xffff, [])
      : write({ ...question, name: `not-${question.name}` }, id, []),
  );
  return [...forged, write(question, id, isCut ? [] : (reply.answers ?? []))];
}

/**
 * A real server of the DNS on loopback, over UDP and TCP.
 *
 * @param at its address, and the port where it is not any free one
 */
export async function startDnsServer(
  handler: DnsHandler,
  { address = "127.0.0.1", port = 0 }: { address?: string; port?: number } = {},
): Promise<DnsServer> {
  const asked: string[] = [];
  const tcp = createServer((socket) => {
    socket.on("error", () => socket.destroy());
    socket.on("data", (data) => {
      for (const message of messages(data.subarray(2), handler, true, asked)) {
        const length = Buffer.alloc(2);
        length.writeUInt16BE(message.length);
        socket.write(Buffer.concat([length, message]));
      }
    });
  });
  await listen(tcp, port, address);
  const own = (tcp.address() as AddressInfo).port;
  const udp = createSocket("udp4");
  udp.on("message", (query, from) => {
    for (const message of messages(query, handler, false, asked))
      udp.send(message, from.port, from.address);
  });
  await new Promise<void>((resolve) => udp.bind(own, address, resolve));
  return {
    address,
    port: own,
    asked,
    close: async () => {
      await new Promise<void>((resolve) => udp.close(() => resolve()));
      await new Promise<void>((resolve) => tcp.close(() => resolve()));
    },
  };
}

const listen = (server: Server, port: number, address: string): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, address, resolve);
  });

export const record = {
  a: (name: string, data: string): DnsRecord => ({ type: "A", name, ttl: 60, data }),
  alias: (name: string, data: string): DnsRecord => ({ type: "CNAME", name, ttl: 60, data }),
  ns: (name: string, data: string): DnsRecord => ({ type: "NS", name, ttl: 60, data }),
  soa: (name: string, serial: number): DnsRecord => ({
    type: "SOA",
    name,
    ttl: 60,
    data: { mname: `ns.${name}`, rname: `mail.${name}`, serial },
  }),
  ds: (name: string, data: DsData, ttl = 3_600): DnsRecord => ({ type: "DS", name, ttl, data }),
  key: (name: string, data: DnskeyData): DnsRecord => ({ type: "DNSKEY", name, ttl: 60, data }),
};

/** A signature of a zone's keys as far as it can be seen from outside: nobody here does its arithmetic. */
export function signature(
  name: string,
  { keyTag, algorithm }: { readonly keyTag: number; readonly algorithm: number },
  times: { readonly inception: Date; readonly expiration: Date },
): DnsRecord {
  return {
    type: "RRSIG",
    name,
    ttl: 60,
    data: {
      typeCovered: "DNSKEY",
      algorithm,
      labels: name.split(".").length,
      originalTTL: 60,
      inception: Math.floor(times.inception.getTime() / 1_000),
      expiration: Math.floor(times.expiration.getTime() / 1_000),
      keyTag,
      signersName: name,
      signature: Buffer.alloc(64, 1),
    },
  };
}
