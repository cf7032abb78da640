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
  const verdicts = capabilityFor(questionOf(ctx, standing, found));
  return {
    ending: found?.ending ?? null,
    operations: OPERATIONS.map((operation) =>
      toOperation(operation, verdicts[operation], found?.rule ?? {}),
    ),
    panel: holds(ctx.actor, "account.read") ? panelOf(standing.account) : null,
  };
}

function questionOf(
  ctx: ServiceContext,
  { account, ...domain }: store.Standing,
  found: ReturnType<typeof ruleOf>,
): CapabilityQuestion {
  return {
    flags: flagsOf(ctx, account),
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

const CLOSED = "The account cannot be used now. An administrator sees why on its page.";

function flagsOf(
  ctx: ServiceContext,
  account: store.Standing["account"],
): CapabilityQuestion["flags"] {
  const gateway = ctx.registrars.open(account);
  if (gateway.ok) return gateway.value.capabilities;
  const flag: CapabilityFlag = { supported: false, reason: CLOSED };
  return Object.fromEntries(CAPABILITIES.map((one) => [one, flag])) as Record<
    Capability,
    CapabilityFlag
  >;
}

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
