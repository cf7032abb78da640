import { err, ok } from "../../kernel/result";
import type { DomainName } from "../../names/domain-name";
import type { OutboundClient } from "../../outbound/call";
import type { Answer, Availability, AvailabilityState, RegistrarFailure } from "../gateway";
import { run } from "./command";
import { nameProblem } from "./names";
import { RotldAvailability } from "./wire";

const CHECKS_AT_ONCE = 4;
/** After one of these, asking for further names would bring the same answer, or a ban. */
const HOPELESS: ReadonlySet<string> = new Set([
  "auth_failed",
  "forbidden",
  "rate_limited",
  "blocked",
]);

/** "Not Allowed" are labels kept for the administration, and forbidden ones. */
const STATES: ReadonlyMap<string, AvailabilityState> = new Map([
  ["available", "available"],
  ["not available", "taken"],
  ["not allowed", "reserved"],
]);

/** Whether one name can be registered. A word nobody documents is no evidence either way. */
export async function checkAvailability(
  api: OutboundClient,
  name: DomainName,
): Answer<Availability> {
  const problem = nameProblem(name);
  if (problem) return err(problem);
  const told = await run(api, {
    command: "check-availability",
    fields: [["domain", name]],
    data: RotldAvailability,
    kind: "read",
  });
  if (!told.ok) return told;
  const evidence = told.value.status;
  return ok({ name, state: STATES.get(evidence.toLowerCase()) ?? "unknown", evidence });
}

/** The command takes one name, so names are asked one by one, a few at a time. */
export async function checkAvailabilityOf(
  api: OutboundClient,
  names: readonly DomainName[],
): Promise<readonly Availability[]> {
  const answers = new Map<number, Availability>();
  const queue = names.entries();
  let stopper: RegistrarFailure | undefined;
  const worker = async () => {
    for (const [index, name] of queue) {
      const answer = stopper ? err(stopper) : await checkAvailability(api, name);
      if (!answer.ok && HOPELESS.has(answer.error.code)) stopper ??= answer.error;
      answers.set(index, answer.ok ? answer.value : unknown(name, answer.error));
    }
  };
  await Promise.all(Array.from({ length: CHECKS_AT_ONCE }, worker));
  return names.flatMap((_name, index) => answers.get(index) ?? []);
}

const unknown = (name: DomainName, { message }: RegistrarFailure): Availability => ({
  name,
  state: "unknown",
  evidence: message,
});
