import type { OutboundClient } from "@/server/outbound/call";
import type { DnsRecords } from "./dns-records";
import type { Level } from "./levels";

/** One account at Dynadot and the two ways to speak for it. */
export type DynadotAccount = {
  /** REST v2, bound to /restful/v2. */
  readonly rest: OutboundClient;
  /** API3, bound to the host. */
  readonly api3: OutboundClient;
  /** The zones of its names on Dynadot's own DNS. */
  readonly dns: DnsRecords;
  readonly level: Level;
};
