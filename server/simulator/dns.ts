import { createSocket } from "node:dgram";
import { Book } from "./rotld/book";
import type { Simulation } from "./simulation";
import { NAMESERVER_SETS } from "./world/nameservers";

const LOOPBACK = "127.0.0.1";
const HEADER_BYTES = 12;
const TYPE_NS = 2;
const CLASS_IN = 1;
const TTL_SECONDS = 60;
/** An answer to a recursive question: QR, RD and RA. @see RFC 1035 §4.1.1 */
const ANSWER_FLAGS = 0x8180;
const RCODE = { ok: 0, broken: 2, unknownName: 3 } as const;

/**
 * A resolver on loopback that tells the delegations of this world. Names with "nodns" in them are never answered,
 * names with "servfail" in them are answered with a failure.
 *
 * @param port where it listens; when another program is there, there is no resolver
 * @returns closes it
 */
export async function startDns(sim: Simulation, port: number): Promise<() => void> {
  const socket = createSocket("udp4");
  socket.on("message", (message, from) => {
    const answer = answerTo(sim, message);
    if (answer) socket.send(answer, from.port, from.address);
  });
  const isOpen = await new Promise<boolean>((resolve) => {
    socket.once("error", () => resolve(false));
    socket.bind(port, LOOPBACK, () => resolve(true));
  });
  socket.unref();
  return () => {
    if (isOpen) socket.close();
  };
}

function answerTo(sim: Simulation, message: Buffer): Buffer | null {
  const question = readQuestion(message);
  if (!question || question.name.includes("nodns")) return null;
  const { name, end } = question;
  const hosts = name.includes("servfail") ? "broken" : (hostsOf(sim, name) ?? "unknownName");
  const rcode = typeof hosts === "string" ? RCODE[hosts] : RCODE.ok;
  const told = typeof hosts === "string" || question.type !== TYPE_NS ? [] : hosts;
  const header = Buffer.alloc(HEADER_BYTES);
  message.copy(header, 0, 0, 2);
  header.writeUInt16BE(ANSWER_FLAGS | rcode, 2);
  header.writeUInt16BE(1, 4);
  header.writeUInt16BE(told.length, 6);
  return Buffer.concat([header, message.subarray(HEADER_BYTES, end), ...told.map(nsRecord)]);
}

function readQuestion(message: Buffer): { name: string; type: number; end: number } | null {
  const labels: string[] = [];
  let at = HEADER_BYTES;
  for (let length = message[at]; length; length = message[at]) {
    labels.push(message.toString("latin1", at + 1, at + 1 + length).toLowerCase());
    at += length + 1;
  }
  if (message.length < at + 5 || labels.length === 0) return null;
  return { name: labels.join("."), type: message.readUInt16BE(at + 1), end: at + 5 };
}

/** Whose zone it is; null for a name that is nowhere. */
function hostsOf(sim: Simulation, name: string): readonly string[] | null {
  const known = sim.domain(name)?.nameservers ?? new Book(sim).domain(name)?.nameservers;
  if (known) return known;
  return name.startsWith("sim-taken-") ? NAMESERVER_SETS.external : null;
}

const wireName = (host: string): Buffer =>
  Buffer.concat([
    ...host.split(".").map((label) => Buffer.from([label.length, ...Buffer.from(label)])),
    Buffer.from([0]),
  ]);

function nsRecord(host: string): Buffer {
  const target = wireName(host);
  const fixed = Buffer.alloc(12);
  // Points at the name of the question. @see RFC 1035 §4.1.4
  fixed.writeUInt16BE(0xc000 | HEADER_BYTES, 0);
  fixed.writeUInt16BE(TYPE_NS, 2);
  fixed.writeUInt16BE(CLASS_IN, 4);
  fixed.writeUInt32BE(TTL_SECONDS, 6);
  fixed.writeUInt16BE(target.length, 10);
  return Buffer.concat([fixed, target]);
}
