import type { Check, PreflightQuestion, PreflightVerdict } from "./check";
import { holds } from "./holds";
import { dnssec, phase, registrarLock, serverLock } from "./locks";
import { account, ending, registered, underWay } from "./reach";
import { cap, margin } from "./term";

/** Everything that is held against a name before it is transferred. Asks nobody. */
export function preflight(question: PreflightQuestion): readonly Check[] {
  return [
    account(question),
    ending(question),
    registered(question),
    underWay(question),
    phase(question),
    registrarLock(question),
    serverLock(question),
    ...holds(question),
    margin(question),
    cap(question),
    dnssec(question),
  ];
}

const WORST: readonly PreflightVerdict[] = ["impossible", "wait", "fix"];

/** What the checks of a name come to, and the one that says so first. */
export function verdictOf(checks: readonly Check[]): {
  readonly verdict: PreflightVerdict;
  readonly first: Check | null;
  /** The first day on which nothing makes it wait any longer. */
  readonly earliestAt: string | null;
} {
  const verdict = WORST.find((one) => checks.some(({ state }) => state === one)) ?? "pass";
  const waits = checks.flatMap(({ state, until }) => (state === "wait" && until ? [until] : []));
  return {
    verdict,
    first: checks.find(({ state }) => state === verdict && verdict !== "pass") ?? null,
    earliestAt: waits.sort().at(-1) ?? null,
  };
}
