import { z } from "zod";
import type { Simulation } from "../simulation";

/** The path under which this registrar is served, and under which it keeps what is its own. */
export const PREFIX = "/dynadot";

const ContactIds = z.object({
  registrant: z.number(),
  admin: z.number(),
  tech: z.number(),
  billing: z.number(),
});

/** What is kept of a name beside its record. */
const Extras = z.object({
  contacts: ContactIds,
  privacy: z.enum(["full", "partial", "off"]),
  renewOption: z.enum(["auto", "donot", "reset"]),
});
export type Extras = z.infer<typeof Extras>;

const DEFAULT_CONTACT = 263_900;
const DEFAULTS: Extras = {
  contacts: {
    registrant: DEFAULT_CONTACT,
    admin: DEFAULT_CONTACT,
    tech: DEFAULT_CONTACT,
    billing: DEFAULT_CONTACT,
  },
  privacy: "full",
  renewOption: "reset",
};

export const Fields = z.record(z.string(), z.string());

/** One record of a zone. `value2` is the distance of an MX, never a TTL. */
export const ZoneRecord = z.object({
  host: z.string(),
  type: z.string(),
  value: z.string(),
  value2: z.string(),
});
export type ZoneRecord = z.infer<typeof ZoneRecord>;
const Zone = z.object({ ttl: z.string(), records: z.array(ZoneRecord) });
export type Zone = z.infer<typeof Zone>;
/** `true` was kept of hosts before they had addresses here. */
const HostAddresses = z.union([z.literal(true).transform((): string[] => []), z.array(z.string())]);

/** A request of another registrar's for a name: open until it is answered. */
const Departure = z.object({
  fqdn: z.string(),
  accountId: z.string(),
  answer: z.enum(["open", "approved", "denied"]),
});
export type Departure = z.infer<typeof Departure>;

const Write = z.object({ dueAt: z.string(), zone: Zone });

/** What this registrar keeps for itself in the journal of the world. */
export class Memory {
  constructor(private readonly sim: Simulation) {}

  extras(fqdn: string): Extras {
    return this.read(`domain:${fqdn}`, Extras) ?? DEFAULTS;
  }

  setExtras(fqdn: string, extras: Partial<Extras>): void {
    this.sim.keep(PREFIX, `domain:${fqdn}`, { ...this.extras(fqdn), ...extras });
  }

  /** The fields of a contact; those of the account's own are nobody's business. */
  contact(id: number): Record<string, string> | undefined {
    if (id === DEFAULT_CONTACT) return {};
    return this.read(`contact:${id}`, Fields);
  }

  addContact(fields: Record<string, string>): number {
    const id = DEFAULT_CONTACT + 1 + this.keys("contact:").length;
    this.sim.keep(PREFIX, `contact:${id}`, fields);
    return id;
  }

  contactIds(): number[] {
    return this.keys("contact:").map((key) => Number(key.slice("contact:".length)));
  }

  knowsHost(accountId: string, host: string): boolean {
    return this.hostAddresses(accountId, host) !== undefined;
  }

  /** Addresses of a host of the account; none for a host that is registered elsewhere. */
  hostAddresses(accountId: string, host: string): readonly string[] | undefined {
    return this.read(`host:${accountId}:${host}`, HostAddresses);
  }

  setHost(accountId: string, host: string, addresses: readonly string[] | null): void {
    this.sim.keep(PREFIX, `host:${accountId}:${host}`, addresses);
  }

  hosts(accountId: string): string[] {
    const start = `host:${accountId}:`;
    return this.keys(start).map((key) => key.slice(start.length));
  }

  /** Requests of other registrars for a name, by the number of the order. */
  departures(): ReadonlyMap<number, Departure> {
    return new Map(
      this.keys("away:").flatMap((key) => {
        const told = this.read(key, Departure);
        return told ? [[Number(key.slice("away:".length)), told] as const] : [];
      }),
    );
  }

  setDeparture(orderId: number, departure: Departure): void {
    this.sim.keep(PREFIX, `away:${orderId}`, departure);
  }

  /** The zone that is served: of the writes that are due, the one that came due last. */
  zone(fqdn: string): Zone {
    const now = this.sim.now().toISOString();
    const due = this.writes(fqdn).filter(({ dueAt }) => dueAt <= now);
    return due.at(-1)?.zone ?? { ttl: "300", records: [] };
  }

  /**
   * Takes a whole zone. A write close behind another comes due before it and is then overwritten, as
   * it happens at this registrar.
   */
  writeZone(fqdn: string, zone: Zone, delayMs: number): void {
    const nowMs = this.sim.now().getTime();
    const writes = this.writes(fqdn);
    const isClose = writes.some(({ dueAt }) => Date.parse(dueAt) > nowMs);
    const dueAt = new Date(nowMs + (isClose ? delayMs / 4 : delayMs)).toISOString();
    const all = [...writes, { dueAt, zone }].sort((a, b) => (a.dueAt < b.dueAt ? -1 : 1));
    this.sim.keep(PREFIX, `zone:${fqdn}`, all);
  }

  private writes(fqdn: string) {
    return this.read(`zone:${fqdn}`, z.array(Write)) ?? [];
  }

  private read<S extends z.ZodType>(key: string, schema: S): z.output<S> | undefined {
    return schema.safeParse(this.sim.kept(PREFIX).get(key)).data;
  }

  private keys(start: string): string[] {
    return [...this.sim.kept(PREFIX).keys()].filter((key) => key.startsWith(start));
  }
}
