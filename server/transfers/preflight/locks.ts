import type { Lifecycle } from "../../names/lifecycles";
import { firm } from "../../tlds/rule";
import { type Check, type CheckState, check, EPP, type PreflightQuestion } from "./check";

const PHASES: Readonly<Partial<Record<Lifecycle, readonly [CheckState, string]>>> = {
  redemption: ["fix", "It was deleted and has to be restored where it is first."],
  pending_delete: ["impossible", "It is on its way out of the registry; nobody can move it."],
  grace: ["fix", "It has expired. Renew it where it is first."],
  expired: ["fix", "It has expired. Renew it where it is first."],
};

/** Whether it still stands at the registry as a name that can be moved. */
export function phase({ own }: PreflightQuestion): Check {
  if (!own || own.lifecycle === "unknown")
    return check("phase", "unknown", "Whether it has expired or was deleted is not known.", null);
  const [state, text] = PHASES[own.lifecycle] ?? ["pass", "It is neither expired nor deleted."];
  return check("phase", state, text, "RFC 3915 §3.1");
}

/** The lock its present registrar sets, which its holder may have taken off (clientTransferProhibited). */
export function registrarLock({ rule, own, ending: name }: PreflightQuestion): Check {
  const has = firm(rule?.transferLock);
  const source = rule?.transferLock?.source ?? EPP;
  if (has === false)
    return check(
      "registrar_lock",
      "pass",
      `The registry of .${name} has no transfer lock.`,
      source,
    );
  if (!own || own.lockState === "unknown")
    return check(
      "registrar_lock",
      "unknown",
      "Whether it is locked is not known; the lock must be off.",
      source,
    );
  const isLocked = own.lockState === "locked" || own.statuses.includes("clientTransferProhibited");
  return isLocked
    ? check(
        "registrar_lock",
        "fix",
        `Its transfer lock is on. Unlock it in ${own.accountName} first.`,
        source,
      )
    : check("registrar_lock", "pass", "Its transfer lock is off.", source);
}

/** The lock the registry sets, which only the present registrar can have taken off. */
export function serverLock({ own }: PreflightQuestion): Check {
  if (!own)
    return check("registry_lock", "unknown", "Whether the registry holds it is not known.", EPP);
  return own.statuses.includes("serverTransferProhibited")
    ? check(
        "registry_lock",
        "fix",
        "The registry has locked it (serverTransferProhibited). Its present registrar has that taken off.",
        EPP,
      )
    : check("registry_lock", "pass", "The registry does not hold it.", EPP);
}

/** Keys at the registry, which may be lost on the way. */
export function dnssec({ own }: PreflightQuestion): Check {
  if (!own || own.dnssec === null)
    return check("dnssec", "unknown", "Whether it is signed (DNSSEC) is not known.", null);
  return own.dnssec
    ? check(
        "dnssec",
        "risk",
        "It is signed (DNSSEC). If its DS record is lost on the way, or its DNS moves without its keys, resolvers stop answering.",
        null,
      )
    : check("dnssec", "pass", "It is not signed (DNSSEC).", null);
}
