import { err, ok } from "../../kernel/result";
import type { DomainName } from "../../names/domain-name";
import type { OutboundClient } from "../../outbound/call";
import { checkEach } from "../ask-many";
import type { Answer, Availability, AvailabilityState, BulkAsking } from "../gateway";
import { run } from "./command";
import { nameProblem } from "./names";
import { RotldAvailability } from "./wire";

const CHECKS_AT_ONCE = 4;

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
  signal?: AbortSignal,
): Answer<Availability> {
  const problem = nameProblem(name);
  if (problem) return err(problem);
  const told = await run(api, {
    command: "check-availability",
    fields: [["domain", name]],
    data: RotldAvailability,
    kind: "read",
    signal,
  });
  if (!told.ok) return told;
  const evidence = told.value.status;
  return ok({ name, state: STATES.get(evidence.toLowerCase()) ?? "unknown", evidence });
}

/** The command takes one name, so names are asked one by one, a few at a time. */
export const checkAvailabilityOf = (
  api: OutboundClient,
  names: readonly DomainName[],
  asking?: BulkAsking,
): Promise<readonly Availability[]> =>
  checkEach(
    names,
    {
      atOnce: CHECKS_AT_ONCE,
      check: (name) => checkAvailability(api, name, asking?.signal),
    },
    asking,
  );
