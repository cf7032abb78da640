import { createSocket } from "node:dgram";
import { type DecodedPacket, decode, encode, type Question } from "dns-packet";
import type { Simulation } from "../simulation";
import type { DnsReply } from "./reply";
import { resolve } from "./resolver";
import { serve } from "./servers";
import { Zones } from "./zones";

const LOOPBACK = "127.0.0.1";
/** Carries the address of the nameserver that is meant: the whole world is played at one place. */
const PLAYED_ADDRESS_OPTION = 65_001;
const RECURSION = 0x0180;
const AUTHORITATIVE = 0x0400;

/**
 * The DNS of this world on loopback. A question that names no nameserver is for the resolver; one that carries the
 * address of a nameserver is for that one: the registry of every ending, or whoever has the address.
 *
 * What a name says of itself comes true: "nodns" in a name is never answered, "servfail" fails. A nameserver with
 * "silent", "lame" or "nowhere" in its host is so; one with "signed" in it signs like the one before.
 *
 * @param port where it listens; when another program is there, there is no DNS
 * @returns closes it
 */
export async function startDns(sim: Simulation, port: number): Promise<() => void> {
  const zones = new Zones(sim);
  const socket = createSocket("udp4");
  socket.on("message", (message, from) => {
    const answer = answerTo(zones, message);
    if (answer) socket.send(answer, from.port, from.address);
  });
  const isOpen = await new Promise<boolean>((done) => {
    socket.once("error", () => done(false));
    socket.bind(port, LOOPBACK, () => done(true));
  });
  socket.unref();
  return () => {
    if (isOpen) socket.close();
  };
}

function answerTo(zones: Zones, message: Buffer): Buffer | null {
  const query = read(message);
  const [asked] = query?.questions ?? [];
  if (!query || !asked) return null;
  const question: Question = { ...asked, name: asked.name.toLowerCase() };
  if (question.name.includes("nodns")) return null;
  const address = playedAddress(query);
  const reply =
    address === null ? resolve(zones, question) : serve(zones, zones.hostAt(address), question);
  return reply && written(query.id ?? 0, asked, reply, address === null);
}

function read(message: Buffer): DecodedPacket | null {
  try {
    return decode(message);
  } catch {
    return null;
  }
}

function playedAddress({ additionals = [] }: DecodedPacket): string | null {
  for (const one of additionals)
    if (one.type === "OPT")
      for (const option of one.options)
        if ((option.code as number) === PLAYED_ADDRESS_OPTION)
          return option.data?.toString("latin1") ?? null;
  return null;
}

const written = (id: number, question: Question, reply: DnsReply, isResolver: boolean): Buffer =>
  encode({
    type: "response",
    id,
    flags:
      (isResolver ? RECURSION : 0) |
      (reply.isAuthoritative ? AUTHORITATIVE : 0) |
      (reply.rcode ?? 0),
    questions: [question],
    answers: [...(reply.answers ?? [])],
    authorities: [...(reply.authorities ?? [])],
  });
