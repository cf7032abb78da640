import { z } from "zod";
import type { DelegationCheck } from "../../dns/check-delegation";
import { iso } from "../../kernel/instant";
import { DNS_STATES, RowDns } from "../schemas";

/** What is kept of a look at the DNS beside its verdict. */
const Facts = RowDns.omit({ state: true, waiting: true }).extend({
  dsTtlSeconds: z.int().nullable(),
  /** Since when the keys were seen to be gone; null: they are there, or nobody could tell. */
  goneAt: z.iso.datetime().nullable(),
});
export type Facts = z.infer<typeof Facts>;

/** Of a name that was not looked at, because the DNS is not looked at at all. */
export const NOT_LOOKED: Facts = {
  rule: "dns_off",
  detail:
    "Whether the name is signed, and whether the new nameservers answer for it, is not known: looking at the DNS is switched off.",
  source: null,
  ds: null,
  dsTtlSeconds: null,
  servers: [],
  goneAt: null,
  checkedAt: null,
};

/** What a look found, as it was kept; null where nothing was, or in another form. */
export const factsOf = (stored: unknown): Facts | null => Facts.safeParse(stored).data ?? null;

/** What a look found, as it is kept. */
export const factsFrom = (found: DelegationCheck, at: Date): Facts => ({
  rule: found.rule,
  detail: found.detail,
  source: found.source,
  ds: found.ds ? [...found.ds] : null,
  dsTtlSeconds: found.dsTtlSeconds,
  servers: found.servers.map(({ host, state, reason, serial, matches }) => ({
    host,
    state,
    reason,
    serial,
    matches,
  })),
  goneAt: null,
  checkedAt: at.toISOString(),
});

type Stored = {
  readonly dns: string | null;
  readonly dnsFacts: unknown;
  readonly dnsNextAt: string | null;
};

/** How a row looks in the DNS, as it is shown. */
export function rowDns({ dns, dnsFacts, dnsNextAt }: Stored): RowDns | null {
  const state = z.enum(DNS_STATES).safeParse(dns).data;
  if (!state) return null;
  const {
    goneAt,
    dsTtlSeconds: _ttl,
    ...facts
  } = factsOf(dnsFacts) ?? { ...NOTHING, goneAt: null };
  const isWaiting = state === "checking" && facts.checkedAt !== null;
  return {
    state,
    ...facts,
    waiting: isWaiting
      ? goneAt
        ? { for: "caches", until: iso(dnsNextAt) }
        : { for: "ds", until: null }
      : null,
  };
}

const NOTHING = {
  rule: null,
  detail: null,
  source: null,
  ds: null,
  dsTtlSeconds: null,
  servers: [],
  checkedAt: null,
};
