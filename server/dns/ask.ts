import { randomInt } from "node:crypto";
import {
  type DecodedPacket,
  type Answer as DnsRecord,
  decode,
  encode,
  type OptAnswer,
  type PacketOpt,
  RECURSION_DESIRED,
} from "dns-packet";
import { err, ok, type Result } from "../kernel/result";
import { overTcp, overUdp, type Place } from "../outbound/dns-sockets";

/** What may be asked for here. */
export type RecordKind = "A" | "AAAA" | "NS" | "SOA" | "DS" | "DNSKEY";

export type Question = { readonly name: string; readonly type: RecordKind };

/** What a server said. A server that knows the name and has no such record says so with an empty answer. */
export type Told = {
  readonly rcode: number;
  /** It speaks for the zone, and does not merely pass something on. */
  readonly isAuthoritative: boolean;
  readonly answers: readonly DnsRecord[];
  readonly authorities: readonly DnsRecord[];
};

/** Why nothing was learned. It never means that there is nothing. */
export type NotTold = {
  readonly because: "off" | "silent" | "unreachable" | "malformed" | "not_asked" | "out_of_time";
  /** Written for a person. */
  readonly message: string;
};
export type Asked = Result<Told, NotTold>;

export type Way = {
  readonly place: Place;
  /** A resolver is asked to find the answer wherever it is; a server only for what it holds itself. */
  readonly isResolver: boolean;
  /** Of each of two tries. */
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
  /** Carried in the question for the simulator, which plays every server of its world at one place. */
  readonly playedAddress?: string;
};

export const RCODE = { ok: 0, malformed: 1, broken: 2, unknownName: 3, refused: 5 } as const;

const TRIES = 2;
/** Fits every path without being cut in pieces. @see https://www.dnsflagday.net/2020/ */
const UDP_BYTES = 1_232;
/** DNSSEC OK: signatures come along. @see RFC 3225 §3 */
const DO_FLAG = 0x8000;
/** From the range for private use. @see RFC 6891 §9 */
const PLAYED_ADDRESS_OPTION = 65_001;

/**
 * Asks one server one question: over UDP, once more when it is silent, and over TCP when the answer was cut off.
 * Never throws for what the server did or did not do.
 */
export async function ask(question: Question, way: Way): Promise<Asked> {
  let last: NotTold = { because: "silent", message: "It did not answer." };
  for (let tries = 0; tries < TRIES; tries += 1) {
    if (way.signal.aborted) return err(OUT_OF_TIME);
    const asked = await once(question, way);
    if (asked.ok || asked.error.because !== "silent") return asked;
    last = asked.error;
  }
  return err(way.signal.aborted ? OUT_OF_TIME : last);
}

export const OUT_OF_TIME: NotTold = {
  because: "out_of_time",
  message: "The time for looking it up was over.",
};

async function once(question: Question, way: Way): Promise<Asked> {
  const id = randomInt(0x1_0000);
  const message = encode({
    type: "query",
    id,
    flags: way.isResolver ? RECURSION_DESIRED : 0,
    questions: [{ ...question, class: "IN" }],
    additionals: [edns(way.playedAddress)],
  });
  const isAnswer = (bytes: Buffer) => matches(read(bytes), id, question);
  try {
    const limit = () => AbortSignal.any([way.signal, AbortSignal.timeout(way.timeoutMs)]);
    const answer = read(await overUdp(way.place, message, isAnswer, limit()));
    if (!answer?.flag_tc) return told(answer);
    const whole = read(await overTcp(way.place, message, limit()));
    return matches(whole, id, question) ? told(whole) : err(MALFORMED);
  } catch (error) {
    return err(failureOf(error));
  }
}

const edns = (playedAddress: string | undefined): OptAnswer => ({
  type: "OPT",
  name: ".",
  udpPayloadSize: UDP_BYTES,
  extendedRcode: 0,
  ednsVersion: 0,
  flags: DO_FLAG,
  flag_do: true,
  options: playedAddress
    ? [{ code: PLAYED_ADDRESS_OPTION, data: Buffer.from(playedAddress) } as unknown as PacketOpt]
    : [],
});

function read(bytes: Buffer): DecodedPacket | null {
  try {
    return decode(bytes);
  } catch {
    return null;
  }
}

/** Whether a message answers what was asked, and nothing else. @see RFC 5452 §9.1 */
function matches(message: DecodedPacket | null, id: number, { name, type }: Question): boolean {
  if (!message?.flag_qr || message.id !== id) return false;
  const [asked, ...more] = message.questions ?? [];
  return more.length === 0 && asked?.type === type && asked.name.toLowerCase() === name;
}

const MALFORMED: NotTold = { because: "malformed", message: "Its answer could not be read." };

function told(message: DecodedPacket | null): Asked {
  const rcode = (message?.flags ?? 0) & 0xf;
  if (!message || rcode === RCODE.malformed) return err(MALFORMED);
  return ok({
    rcode,
    isAuthoritative: message.flag_aa,
    answers: message.answers ?? [],
    authorities: message.authorities ?? [],
  });
}

function failureOf(error: unknown): NotTold {
  const isSilence = error instanceof DOMException && error.name === "TimeoutError";
  if (isSilence) return { because: "silent", message: "It did not answer in time." };
  if (error instanceof DOMException) return OUT_OF_TIME;
  const code = (error as NodeJS.ErrnoException).code;
  return code === "ECONNREFUSED"
    ? { because: "silent", message: "Nobody answers there." }
    : { because: "unreachable", message: "It could not be reached from here." };
}
