import { iso } from "../../kernel/instant";
import { DOMAIN_FLAGS } from "../../names/domain-flags";
import type { Lifecycle } from "../../names/lifecycles";
import type { LockState } from "../../names/modes";
import {
  type CapabilityQuestion,
  capabilityFor,
  type Verdict,
} from "../../registrars/capabilities-of";
import type { Operation } from "../../registrars/operations";
import { ruleOf } from "../../tlds/rules";
import type { PlanChange } from "../schemas";
import { type Question, type Unchanged, unchanged } from "./judged";

const OPERATION_OF = {
  renew: "renew",
  nameserver_update: "nameservers",
  lock_update: "lock",
  auto_renew_update: "auto_renew",
  whois_update: "privacy",
  ds_update: "nameservers",
} as const satisfies Record<PlanChange["kind"], Operation>;

/** What speaks against changing a name at all, whatever it has now. */
export function obstacleOf(question: Question): Unchanged | null {
  const { side, change, isUnderWay } = question;
  const standing = standingObstacle(question);
  if (standing || !side?.reader) return standing;
  if (isUnderWay && change.kind === "renew")
    return unchanged("skipped", "under_way", "A renewal of this name is under way already.");
  return capabilityObstacle(question, side.reader.capabilities, side.account);
}

/** That nobody can be asked for the name: its account cannot be spoken for, or no longer lists it. */
export function standingObstacle({
  facts,
  side,
}: Pick<Question, "facts" | "side">): Unchanged | null {
  if (!side?.reader)
    return unchanged(
      "impossible",
      "account",
      side?.failure ?? "Its account is not connected any more.",
    );
  return (facts.flags & DOMAIN_FLAGS.missing) === 0
    ? null
    : unchanged("skipped", "missing", "The account no longer lists this name. Sync it first.");
}

type Asked = Pick<Question, "facts" | "now">;

/** What registry, registrar, the name itself or our own account let one do with a name now. */
export function capabilityOf(
  operation: Operation,
  { facts, now }: Asked,
  flags: CapabilityQuestion["flags"],
  restriction: CapabilityQuestion["restriction"],
): Verdict {
  const found = ruleOf(facts.name);
  return capabilityFor({
    flags,
    restriction,
    rule: found?.rule ?? null,
    facts: {
      ending: `.${found?.ending ?? facts.tld}`,
      lifecycle: facts.lifecycle as Lifecycle,
      statuses: facts.statuses,
      lockState: facts.lockState as LockState,
      registeredAt: iso(facts.registeredAt),
      expiresAt: iso(facts.expiresAt),
    },
    now,
  })[operation];
}

/** A capability that is missing as an obstacle: one of the name itself may pass. */
export const missingCapability = (answer: Extract<Verdict, { supported: false }>): Unchanged =>
  unchanged(answer.because === "domain" ? "skipped" : "impossible", answer.because, answer.reason);

/** What registry, registrar, the name itself or our own account do not allow. */
function capabilityObstacle(
  { facts, change, now }: Question,
  flags: CapabilityQuestion["flags"],
  restriction: CapabilityQuestion["restriction"],
): Unchanged | null {
  const answer = capabilityOf(OPERATION_OF[change.kind], { facts, now }, flags, restriction);
  if (!answer.supported) return missingCapability(answer);
  if (change.kind !== "renew" || !answer.years) return null;
  const { least, most } = answer.years;
  return change.years < least || change.years > most
    ? unchanged("impossible", "years", `It can be renewed for ${least} to ${most} years now.`)
    : null;
}
