import type { Simulation } from "../simulation";
import { addDays, toInstant } from "../time";
import { ROTLD_REGISTRARS } from "./accounts";
import type { RotldContact, RotldDomain, RotldHost, RotldMessage, RotldTrade } from "./records";
import { buildRotldWorld, YEAR_DAYS } from "./world";

export const ROTLD_PREFIX = "/rotld";

const FIRST_CID = 700_000;

type Kinds = {
  domain: RotldDomain;
  contact: RotldContact;
  host: RotldHost;
  trade: RotldTrade;
  message: RotldMessage;
  /** EUR cents spent by a registrar. */
  spent: number;
  /** How many numbers were given out. */
  counter: number;
};

/** The registry's records: the world as it began, and what was kept since. */
export class Book {
  private readonly began = new Map<string, unknown>();

  constructor(private readonly sim: Simulation) {
    const { beganAt, seed } = sim.state;
    const world = buildRotldWorld({ now: new Date(beganAt), seed });
    for (const domain of world.domains) this.began.set(`domain ${domain.name}`, domain);
    for (const contact of world.contacts) this.began.set(`contact ${contact.cid}`, contact);
  }

  get now(): string {
    return toInstant(this.sim.now());
  }

  hasPassed(at: string): boolean {
    return Date.parse(at) <= this.sim.now().getTime();
  }

  /** When what is taken up now will be done. */
  get dueAt(): string {
    const { completionDelayMs } = this.sim.state.settings;
    return new Date(this.sim.now().getTime() + completionDelayMs).toISOString();
  }

  find<K extends keyof Kinds>(kind: K, key: string): Kinds[K] | undefined {
    const found = this.sim.kept(ROTLD_PREFIX).get(`${kind} ${key}`);
    return (found ?? this.began.get(`${kind} ${key}`)) as Kinds[K] | undefined;
  }

  put<K extends keyof Kinds>(kind: K, key: string, value: Kinds[K] | null): void {
    this.sim.keep(ROTLD_PREFIX, `${kind} ${key}`, value);
  }

  /** A name as it stands now: one whose transfer has come to its end is with its new registrar. */
  domain(name: string): RotldDomain | undefined {
    const domain = this.find("domain", name);
    const arrival = domain?.arrival;
    if (!domain || !arrival || !this.hasPassed(arrival.at)) return domain;
    const { registrarId, registrantId, years } = arrival;
    const expiresAt = addDays(domain.expiresAt, years * YEAR_DAYS);
    return { ...domain, registrarId, registrantId, expiresAt, arrival: null };
  }

  /** What of this kind was kept since the world began. */
  kept<K extends keyof Kinds>(kind: K): Kinds[K][] {
    return [...this.sim.kept(ROTLD_PREFIX)].flatMap(([key, value]) =>
      key.startsWith(`${kind} `) ? [value as Kinds[K]] : [],
    );
  }

  nextNumber(what: string): number {
    const number = (this.find("counter", what) ?? FIRST_CID) + 1;
    this.put("counter", what, number);
    return number;
  }

  balanceMinor(registrarId: string): number {
    const registrar = ROTLD_REGISTRARS.find(({ id }) => id === registrarId);
    return (registrar?.balanceMinor ?? 0) - (this.find("spent", registrarId) ?? 0);
  }

  spend(registrarId: string, minor: number): void {
    this.put("spent", registrarId, (this.find("spent", registrarId) ?? 0) + minor);
  }
}
