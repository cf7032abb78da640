import { expect, test } from "vitest";
import type { CapabilityTestDto } from "@/server/accounts/schemas";
import { isAccepted } from "./is-accepted";

const result = (
  capability: CapabilityTestDto["capability"],
  outcome: CapabilityTestDto["outcome"],
): CapabilityTestDto => ({ capability, outcome, detail: "", failure: null });

test.each([
  ["ok", "failed", true],
  ["failed", "ok", false],
  ["unsupported", "ok", true],
  ["unsupported", "failed", false],
  ["unsupported", "not_tried", false],
] as const)("a list that is %s and an availability that is %s: accepted %s", (list, availability, accepted) => {
  expect(isAccepted([result("list", list), result("availability", availability)])).toBe(accepted);
});

test("nothing tested is nothing accepted", () => expect(isAccepted([])).toBe(false));
