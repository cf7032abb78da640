import type { Key } from "../records";
import { Book } from "../rotld/book";
import type { Simulation } from "../simulation";
import { NAMESERVER_SETS } from "../world/nameservers";
import { hashOf } from "../world/random";

/** The servers of every ending of this world. */
export const REGISTRY_HOSTS = ["a.sim-registry.example", "b.sim-registry.example"] as const;

/** Keys of a name whose registrar keeps digests only. */
export type ForeignKey = {
  readonly keyTag: number;
  readonly algorithm: number;
  readonly digestType: number;
  readonly digest: Buffer;
};

/** What the DNS of this world is made of: delegations and keys as the registrars have them, and where hosts stand. */
export class Zones {
  private readonly hosts = new Map<string, string>();
  private book: { readonly beganAt: string; readonly value: Book } | null = null;

  constructor(private readonly sim: Simulation) {
    for (const host of REGISTRY_HOSTS) this.addressOf(host);
  }

  /** Whose zone it is; null for a name that is nowhere. */
  hostsOf(name: string): readonly string[] | null {
    const known = this.sim.domain(name)?.nameservers ?? this.rotld(name)?.nameservers;
    if (known) return known;
    return name.startsWith("sim-taken-") ? NAMESERVER_SETS.external : null;
  }

  keysOf(name: string): readonly Key[] {
    return this.sim.domain(name)?.keys ?? [];
  }

  foreignKeysOf(name: string): readonly ForeignKey[] {
    return (this.rotld(name)?.dsdata ?? []).map(({ keytag, alg, digest_type, digest }) => ({
      keyTag: Number(keytag),
      algorithm: Number(alg),
      digestType: Number(digest_type),
      digest: Buffer.from(digest, "hex"),
    }));
  }

  /** A stable address from the range for benchmarks, which nobody in the world has. @see RFC 2544 */
  addressOf(host: string): string {
    const at = hashOf(`address of ${host}`);
    const address = `198.${18 + ((at >> 16) & 1)}.${(at >> 8) & 0xff}.${at & 0xff || 1}`;
    this.hosts.set(address, host);
    return address;
  }

  hostAt(address: string): string {
    return this.hosts.get(address) ?? "";
  }

  /** A registry's book is costly to open, and there is a new one only when the world begins anew. */
  private rotld(name: string) {
    if (!name.endsWith(".ro")) return undefined;
    const { beganAt } = this.sim.state;
    if (this.book?.beganAt !== beganAt) this.book = { beganAt, value: new Book(this.sim) };
    return this.book.value.domain(name);
  }
}
