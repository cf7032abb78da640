import { z } from "zod";

/** A key that the zone above vouches for. */
export const DsDto = z.object({
  keyTag: z.int(),
  algorithm: z.int(),
  digestType: z.int(),
  digest: z.string(),
});

/** How one nameserver stands to a name. */
export const ServerDto = z.object({
  host: z.string(),
  state: z.enum(["authoritative", "lame", "silent", "no_address", "unknown"]),
  reason: z.string().nullable(),
  serial: z.int().nullable(),
  /** Whether it signs with a key that the zone above vouches for; null: not asked, or nobody can tell. */
  matches: z.boolean().nullable(),
});
export type ServerDto = z.infer<typeof ServerDto>;

/** What the DNS says of a name now. */
export const DnsCheckDto = z.object({
  checkedAt: z.iso.datetime(),
  verdict: z.enum(["safe", "breaks", "lame", "unknown"]),
  rule: z.string(),
  detail: z.string(),
  source: z.string().nullable(),
  /** Null: not known. */
  ds: z.array(DsDto).nullable(),
  servers: z.array(ServerDto),
  /** The nameservers the zone above tells; null: not known. */
  atParent: z.array(z.string()).nullable(),
  /** Whether those are the ones the registrar tells; null: not known. */
  isSame: z.boolean().nullable(),
});
export type DnsCheckDto = z.infer<typeof DnsCheckDto>;
