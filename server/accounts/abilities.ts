import type { ServiceContext } from "../kernel/context";
import { CAPABILITIES, type Capability } from "../registrars/gateway";
import type { OpenableAccount } from "../registrars/open-gateway";
import { restrictionOn } from "../registrars/restrict";
import type { TldRule } from "../tlds/rule";
import { ruleOf } from "../tlds/rules";
import type { AbilityDto } from "./schemas";

/** The fact of a registry that takes a thing away, whatever its registrars can do. */
const FACTS = {
  lock: "transferLock",
  auto_renew: "autoRenew",
  auth_code: "transferNeedsCode",
  dnssec: "dnssec",
} as const satisfies Partial<Record<Capability, keyof TldRule>>;

const isRuled = (capability: Capability): capability is keyof typeof FACTS => capability in FACTS;

/** Whether a registry surely does not have a thing; a weakly sourced fact takes nothing away. */
function lacks(ending: string, capability: Capability): boolean {
  if (!isRuled(capability)) return false;
  const fact = ruleOf(`name.${ending}`)?.rule[FACTS[capability]];
  return fact?.value === false && fact.confidence !== "low";
}

/**
 * What can be done with an account, by what its registrar offers and what it may be used for.
 * @param endings those of its names, without the dot
 */
export function abilitiesOf(
  ctx: ServiceContext,
  account: OpenableAccount,
  endings: readonly string[],
): AbilityDto[] {
  const gateway = ctx.registrars.open(account);
  const restriction = {
    mode: account.mode ?? "read_only",
    paidCallsAt: account.paidCallsAt ?? null,
  };
  return CAPABILITIES.map((capability): AbilityDto => {
    const notFor = endings
      .filter((ending) => lacks(ending, capability))
      .map((ending) => `.${ending}`);
    if (!gateway.ok) {
      const reason = gateway.error.message;
      return { capability, isPossible: false, reason, because: "account", notFor };
    }
    const flag = gateway.value.capabilities[capability];
    if (flag.supported) return { capability, isPossible: true, reason: "", because: null, notFor };
    const isOurs = flag.reason === restrictionOn(capability, restriction);
    const because = isOurs ? "account" : "registrar";
    return { capability, isPossible: false, reason: flag.reason, because, notFor };
  });
}
