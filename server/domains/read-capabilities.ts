import { authorize, holds } from "../auth/policy";
import type { ServiceContext } from "../kernel/context";
import { notFound } from "../kernel/errors";
import { read } from "../kernel/transact";
import type { Lifecycle } from "../names/lifecycles";
import type { LockState } from "../names/modes";
import {
  type CapabilityQuestion,
  capabilityFor,
  type Verdict,
} from "../registrars/capabilities-of";
import { CAPABILITIES, type Capability, type CapabilityFlag } from "../registrars/gateway";
import { OPERATIONS, type Operation } from "../registrars/operations";
import { panelOf } from "../registrars/panels";
import type { TldRule } from "../tlds/rule";
import { ruleTexts } from "../tlds/rule-words";
import { ruleOf } from "../tlds/rules";
import { findDomain } from "./find-domain";
import type { DomainCapabilitiesDto, OperationDto } from "./schemas";
import * as store from "./store";

/**
 * What can be done with a domain now, by its registrar, its registry's rules, how it stands, and what
 * its account may be used for. Nobody is asked for it.
 *
 * @param reference its id, or its name in any spelling
 * @throws AppError `not_found`, also for another partner's name; `invalid_input` for what is no name
 */
export async function readCapabilities(
  ctx: ServiceContext,
  reference: string,
): Promise<DomainCapabilitiesDto> {
  authorize(ctx.actor, "domain.read");
  const standing = await read(ctx, async (tx) =>
    store.findStanding(tx, await findDomain(tx, reference)),
  );
  if (!standing) throw notFound("This name");
  const found = ruleOf(standing.name);
  const flags = flagsOf(ctx, standing.account);
  const verdicts = capabilityFor(questionOf(ctx, standing, found, flags ?? NONE));
  return {
    ending: found?.ending ?? null,
    operations: OPERATIONS.map((operation) =>
      toOperation(operation, withOwner(verdicts[operation], flags !== null), found?.rule ?? {}),
    ),
    panel: holds(ctx.actor, "account.read") ? panelOf(standing.account) : null,
  };
}

function questionOf(
  ctx: ServiceContext,
  { account, ...domain }: store.Standing,
  found: ReturnType<typeof ruleOf>,
  flags: CapabilityQuestion["flags"],
): CapabilityQuestion {
  return {
    flags,
    restriction: account,
    rule: found?.rule ?? null,
    facts: {
      ...domain,
      ending: `.${found?.ending ?? domain.tld}`,
      lifecycle: domain.lifecycle as Lifecycle,
      lockState: domain.lockState as LockState,
    },
    now: ctx.now(),
  };
}

/** What the account's registrar offers, or null for an account that cannot be opened. */
function flagsOf(
  ctx: ServiceContext,
  account: store.Standing["account"],
): CapabilityQuestion["flags"] | null {
  const gateway = ctx.registrars.open(account);
  return gateway.ok ? gateway.value.capabilities : null;
}

/** Of an account that cannot be opened. Why not is for those who can mend it, on the account's page. */
const CLOSED: CapabilityFlag = {
  supported: false,
  reason: "The account cannot be used now. An administrator sees why on its page.",
};
const NONE = Object.fromEntries(CAPABILITIES.map((one) => [one, CLOSED])) as Record<
  Capability,
  CapabilityFlag
>;

/** What an account that cannot be opened lacks is no lack of its registrar. */
const withOwner = (verdict: Verdict, isOpen: boolean): Verdict =>
  isOpen || verdict.supported || verdict.because !== "registrar"
    ? verdict
    : { ...verdict, because: "account" };

const yearsNote = ({ least, most }: { least: number; most: number }): string =>
  least === most
    ? `For ${most} ${most === 1 ? "year" : "years"}.`
    : `For ${least} to ${most} years.`;

function toOperation(operation: Operation, verdict: Verdict, rule: TldRule): OperationDto {
  const rules = ruleTexts[operation](rule);
  if (!verdict.supported)
    return {
      operation,
      isPossible: false,
      reason: verdict.reason,
      because: verdict.because,
      note: null,
      rules,
    };
  const note = verdict.note ?? (verdict.years ? yearsNote(verdict.years) : null);
  return { operation, isPossible: true, reason: null, because: null, note, rules };
}
