import type { DsRecord } from "./keys";
import type { Lookup } from "./lookup";
import { keysAtParent } from "./parent";
import { askServers, type ServerFacts } from "./servers";
import { type DnsJudged, judgeDelegation } from "./verdict";

/** Everything that was found out about a name and the nameservers it is to have. */
export type DelegationCheck = DnsJudged & {
  /** Null: not known. */
  readonly ds: readonly DsRecord[] | null;
  readonly dsTtlSeconds: number | null;
  readonly servers: readonly ServerFacts[];
};

type Delegation = {
  readonly name: string;
  readonly hosts: readonly string[];
  readonly glue?: Readonly<Record<string, readonly string[]>>;
  readonly now: Date;
  /** So many of the parent's servers must say the same. */
  readonly least?: number;
};

/** Asks the parent of a name and its nameservers, and judges what they say. */
export async function checkDelegation(
  lookup: Lookup,
  { least = 1, ...delegation }: Delegation,
): Promise<DelegationCheck> {
  const parent = await keysAtParent(lookup, delegation.name, least);
  const ds = parent.ok ? parent.value.ds : null;
  const servers =
    !parent.ok && parent.error.because === "off"
      ? []
      : await askServers(lookup, { ...delegation, ds });
  return {
    ...judgeDelegation(parent, servers),
    ds,
    dsTtlSeconds: parent.ok ? parent.value.ttlSeconds : null,
    servers,
  };
}
