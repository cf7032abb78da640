import type { Answer as DnsRecord, StringAnswer } from "dns-packet";
import { err, ok, type Result } from "../kernel/result";
import type { Place } from "../outbound/dns-sockets";
import {
  type Asked,
  ask,
  type NotTold,
  type Question,
  RCODE,
  type RecordKind,
  type Way,
} from "./ask";

/** Who is asked, and who may be. */
export type DnsSettings = {
  /** Asked in this order for what is public; none: the DNS is not looked at. */
  readonly resolvers: readonly Place[];
  /** Whether a nameserver at an address may be asked at all. */
  readonly mayAsk: (address: string) => boolean;
  /** Where nameservers listen. */
  readonly port: number;
  /** One place that plays every nameserver of a simulated world. */
  readonly playedBy: Place | null;
  readonly timeoutMs: number;
  /** Questions under way at once, all together and to one server. */
  readonly atOnce: number;
  readonly atOnceToOne: number;
};

export type Addresses = {
  readonly addresses: readonly string[];
  /** The host is only another name of the one that has the addresses. */
  readonly isAlias: boolean;
};

/** One look at the DNS: what was asked once is remembered until it is thrown away. */
export type Lookup = {
  /** Asks a resolver. */
  resolve(name: string, type: RecordKind): Promise<Asked>;
  /** Asks the server at an address for what it holds itself. */
  askAt(address: string, name: string, type: RecordKind): Promise<Asked>;
  /** The addresses of a host, IPv4 first; an empty list: it has none. */
  addressesOf(host: string): Promise<Result<Addresses, NotTold>>;
  /** Does something once for all that ask for it by this key. */
  once<T>(key: string, work: () => Promise<T>): Promise<T>;
  /** Whether the time for looking is over. */
  readonly isOver: boolean;
};

const OFF: NotTold = { because: "off", message: "Looking at the DNS is switched off." };
const CLOSED: NotTold = {
  because: "not_asked",
  message: "It stands at an address that is not public, so it is not asked.",
};
const DEAD: NotTold = { because: "silent", message: "It did not answer, three times in a row." };
/** A server that was silent so often in a row is not waited for again within one look. */
const DEAD_AFTER = 3;

/**
 * Begins a look at the DNS.
 *
 * @param signal aborted: no further question is asked, and those under way are given up
 */
export const openLookup = (settings: DnsSettings, signal: AbortSignal): Lookup =>
  new Looking(settings, signal);

class Looking implements Lookup {
  private readonly known = new Map<string, Promise<unknown>>();
  /** How often in a row a server did not answer. */
  private readonly silences = new Map<string, number>();
  private readonly inTurn: Turnstile;
  private readonly inTurnAt: ReturnType<typeof perKey>;

  constructor(
    private readonly settings: DnsSettings,
    private readonly signal: AbortSignal,
  ) {
    this.inTurn = turnstile(settings.atOnce);
    this.inTurnAt = perKey(settings.atOnceToOne);
  }

  get isOver(): boolean {
    return this.signal.aborted;
  }

  once<T>(key: string, work: () => Promise<T>): Promise<T> {
    const begun = this.known.get(key) as Promise<T> | undefined;
    if (begun) return begun;
    const made = work();
    this.known.set(key, made);
    return made;
  }

  resolve(name: string, type: RecordKind): Promise<Asked> {
    return this.once(`resolve|${name}|${type}`, async () => {
      let last: Asked = err(OFF);
      for (const place of this.settings.resolvers) {
        last = resolved(await this.put({ name, type }, { place, isResolver: true }));
        if (last.ok || this.signal.aborted) return last;
      }
      return last;
    });
  }

  askAt(address: string, name: string, type: RecordKind): Promise<Asked> {
    return this.once(`at|${address}|${name}|${type}`, () =>
      this.inTurnAt(address, () => this.putAt(address, { name, type })),
    );
  }

  addressesOf(host: string): Promise<Result<Addresses, NotTold>> {
    return this.once(`addresses|${host}`, async () => {
      const four = await this.resolve(host, "A");
      const six = await this.resolve(host, "AAAA");
      const told = [four, six].filter((one) => one.ok).flatMap(({ value }) => value.answers);
      const addresses = [...textsOf(told, "A"), ...textsOf(told, "AAAA")];
      if (addresses.length === 0 && !four.ok) return err(four.error);
      return ok({ addresses, isAlias: textsOf(told, "CNAME").length > 0 });
    });
  }

  private async putAt(address: string, question: Question): Promise<Asked> {
    const { playedBy, mayAsk, port } = this.settings;
    if (playedBy === null && !mayAsk(address)) return err(CLOSED);
    if ((this.silences.get(address) ?? 0) >= DEAD_AFTER) return err(DEAD);
    const answer = await this.put(question, {
      place: playedBy ?? { address, port },
      isResolver: false,
      ...(playedBy ? { playedAddress: address } : {}),
    });
    const isSilent = !answer.ok && answer.error.because === "silent";
    this.silences.set(address, isSilent ? (this.silences.get(address) ?? 0) + 1 : 0);
    return answer;
  }

  private put(question: Question, way: Omit<Way, "timeoutMs" | "signal">): Promise<Asked> {
    const { timeoutMs } = this.settings;
    return this.inTurn(() => ask(question, { ...way, timeoutMs, signal: this.signal }));
  }
}

/** What a resolver could not find out is not known, whatever it says of it. */
function resolved(asked: Asked): Asked {
  if (!asked.ok) return asked;
  const { rcode } = asked.value;
  if (rcode === RCODE.ok || rcode === RCODE.unknownName) return asked;
  return err({ because: "malformed", message: "The resolver could not find it out." });
}

/** The records of a kind that are told as one text, such as addresses and hosts; hosts in lower case. */
export const textsOf = (
  records: readonly DnsRecord[],
  type: StringAnswer["type"],
): readonly string[] =>
  records.flatMap((one) => (one.type === type ? [one.data.toLowerCase().replace(/\.$/, "")] : []));

type Turnstile = <T>(work: () => Promise<T>) => Promise<T>;

/** Lets so many at once through, the others in their order. */
function turnstile(most: number): Turnstile {
  let within = 0;
  const waiting: (() => void)[] = [];
  return async (work) => {
    if (within >= most) await new Promise<void>((go) => waiting.push(go));
    else within += 1;
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      // Whoever goes hands its place on, so that nobody slips in between.
      if (next) next();
      else within -= 1;
    }
  };
}

function perKey(most: number): <T>(key: string, work: () => Promise<T>) => Promise<T> {
  const all = new Map<string, Turnstile>();
  return (key, work) => {
    const own = all.get(key) ?? turnstile(most);
    all.set(key, own);
    return own(work);
  };
}
