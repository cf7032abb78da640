import type { CapabilityTestDto } from "@/server/accounts/schemas";

/**
 * Whether a test shows that the key is good: the list came, or where a registrar has none, it answered
 * about a name.
 */
export function isAccepted(results: readonly CapabilityTestDto[]): boolean {
  const outcomeOf = (wanted: CapabilityTestDto["capability"]) =>
    results.find(({ capability }) => capability === wanted)?.outcome;
  const list = outcomeOf("list");
  return list === "ok" || (list === "unsupported" && outcomeOf("availability") === "ok");
}
