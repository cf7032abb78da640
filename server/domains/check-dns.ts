import { authorize } from "../auth/policy";
import { checkDelegation, type DelegationCheck } from "../dns/check-delegation";
import { hostsAtParent } from "../dns/parent";
import type { DnsCheckDto } from "../dns/schemas";
import type { ServiceContext } from "../kernel/context";
import { read } from "../kernel/transact";
import { spend } from "../limits/store";
import { hostSet } from "../operations/evidence";
import { findDomain } from "./find-domain";
import * as store from "./store";

/** Somebody waits for it, so what is not told by then is not known. */
const BOX_MS = 8_000;
const LIMIT = { times: 30, perSeconds: 60 };

/**
 * Asks the DNS about a name now: the zone above for its keys and nameservers, and each nameserver whether it answers
 * for the name and signs with one of those keys. Asked are those that the registrar tells; where it tells none, those
 * of the zone above.
 *
 * @param reference its id, or its name in any spelling
 * @throws AppError `not_found`, also for another partner's name; `rate_limited` beyond 30 a minute
 */
export async function checkDns(ctx: ServiceContext, reference: string): Promise<DnsCheckDto> {
  authorize(ctx.actor, "domain.read");
  const { name, nameservers } = await read(ctx, async (tx) =>
    store.delegationOf(tx, await findDomain(tx, reference)),
  );
  await spend(
    ctx.db,
    `dns-check|${ctx.actor.id}`,
    LIMIT,
    "Too many checks in a short time. Wait a little, then try again.",
  );
  const look = ctx.dns.look(BOX_MS);
  const parent = await hostsAtParent(look, name);
  const told = nameservers?.length ? nameservers : null;
  const atParent = parent.ok ? [...parent.value] : null;
  const hosts = told ?? atParent ?? [];
  const check = await checkDelegation(look, { name, hosts, now: ctx.now() });
  return {
    checkedAt: ctx.now().toISOString(),
    ...spoken(check, hosts.length > 0),
    ds: check.ds && [...check.ds],
    servers: check.servers.map(({ host, state, reason, serial, matches }) => ({
      host,
      state,
      reason,
      serial,
      matches,
    })),
    atParent,
    isSame: told && atParent && hostSet(atParent) === hostSet(told),
  };
}

/** The verdict in words about a name as it stands; with no nameserver to ask there is none. */
function spoken(
  { verdict, rule, detail, source }: DelegationCheck,
  hasHosts: boolean,
): Pick<DnsCheckDto, "verdict" | "rule" | "detail" | "source"> {
  if (!hasHosts && verdict !== "unknown")
    return { verdict: "unknown", rule: "servers_not_known", detail: NOBODY, source: null };
  const own = { no_ds: NO_KEYS, ds_matches: KEYS_FIT } as const;
  return {
    verdict,
    rule,
    detail: rule === "no_ds" || rule === "ds_matches" ? own[rule] : detail,
    source,
  };
}

const NOBODY = "No nameserver of the name is known, so none could be asked.";
const NO_KEYS = "The name is not signed (no DS), and every nameserver answers for it.";
const KEYS_FIT = "Every nameserver signs with a key that the zone above vouches for.";
