import { authorize } from "../auth/policy";
import { checkDelegation } from "../dns/check-delegation";
import { hostsAtParent } from "../dns/parent";
import type { DnsCheckDto } from "../dns/schemas";
import type { ServiceContext } from "../kernel/context";
import { precondition } from "../kernel/errors";
import { read } from "../kernel/transact";
import { spend } from "../limits/store";
import { findDomain } from "./find-domain";
import * as store from "./store";

/** Somebody waits for it, so what is not told by then is not known. */
const BOX_MS = 8_000;
const LIMIT = { times: 30, perSeconds: 60 };

/**
 * Asks the DNS about a name now: the zone above for its keys and nameservers, and each nameserver that the registrar
 * tells whether it answers for the name and signs with one of those keys.
 *
 * @param reference its id, or its name in any spelling
 * @throws AppError `not_found`, also for another partner's name; `precondition_failed` where its nameservers are not
 *   known, or the DNS is not looked at; `rate_limited` beyond 30 a minute
 */
export async function checkDns(ctx: ServiceContext, reference: string): Promise<DnsCheckDto> {
  authorize(ctx.actor, "domain.read");
  const { name, nameservers } = await read(ctx, async (tx) =>
    store.delegationOf(tx, await findDomain(tx, reference)),
  );
  if (!ctx.dns.isOn) throw precondition("Looking at the DNS is switched off here (DNS_RESOLVERS).");
  if (!nameservers?.length)
    throw precondition(
      "The registrar tells no nameservers of this name, so there are none to ask.",
    );
  await spend(
    ctx.db,
    `dns-check|${ctx.actor.id}`,
    LIMIT,
    "Too many checks in a short time. Wait a little, then try again.",
  );
  const look = ctx.dns.look(BOX_MS);
  const [check, parent] = await Promise.all([
    checkDelegation(look, { name, hosts: nameservers, now: ctx.now() }),
    hostsAtParent(look, name),
  ]);
  const { verdict, rule, detail, source, ds, servers } = check;
  const atParent = parent.ok ? [...parent.value] : null;
  return {
    checkedAt: ctx.now().toISOString(),
    verdict,
    rule,
    detail: rule === "no_ds" ? NO_KEYS : rule === "ds_matches" ? KEYS_FIT : detail,
    source,
    ds: ds && [...ds],
    servers: servers.map(({ host, state, reason, serial, matches }) => ({
      host,
      state,
      reason,
      serial,
      matches,
    })),
    atParent,
    isSame: atParent && [...atParent].sort().join(" ") === [...nameservers].sort().join(" "),
  };
}

const NO_KEYS = "The name is not signed (no DS), and every nameserver answers for it.";
const KEYS_FIT = "Every nameserver signs with a key that the zone above vouches for.";
