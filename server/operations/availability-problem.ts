import { DomainName } from "../names/domain-name";
import type { Problem, Work } from "./work";

/**
 * Asks once more, right before a name is paid for, whether it is free. Where nobody can tell, nothing is sent: no
 * evidence is never "free".
 */
export async function availabilityProblem({ gateway, one, intent }: Work): Promise<Problem | null> {
  if (intent.kind !== "register" || !gateway.capabilities.availability.supported) return null;
  const answer = await gateway.checkAvailability(DomainName.parse(one.name));
  if (!answer.ok) return answer.error;
  const { state, evidence } = answer.value;
  if (state === "available" || state === "premium") return null;
  if (state === "unknown")
    return {
      code: "availability_unknown",
      message: `Nobody could tell whether the name is free. ${evidence}`.trim(),
    };
  return {
    code: "domain_taken",
    message:
      state === "taken"
        ? "Somebody registered the name meanwhile."
        : "The registry does not give the name out freely.",
  };
}
