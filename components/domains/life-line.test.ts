import { describe, expect, test } from "vitest";
import type { DomainDetailDto } from "@/server/domains/schemas";
import { lifeLine } from "./life-line";

const NOW = "2026-06-01T00:00:00.000Z";
const LIFE = {
  registeredAt: "2026-01-01T00:00:00.000Z",
  lifecycle: "active",
  phases: [
    { phase: "active", endsAt: "2026-11-01T00:00:00.000Z", source: "registrar" },
    { phase: "grace", endsAt: "2026-12-01T00:00:00.000Z", source: "rule" },
    { phase: "redemption", endsAt: null, source: "unknown" },
  ],
} as const;
const lineOf = (change: Partial<DomainDetailDto>, now = NOW) =>
  lifeLine({ ...LIFE, ...change } as unknown as DomainDetailDto, now);

describe("the line of a name's life", () => {
  test("is filled up to now in the present phase, and empty after it", () => {
    const [active, grace, redemption] = lineOf({});
    expect(active).toMatchObject({ isCurrent: true, days: 304 });
    expect(active?.filled).toBeCloseTo(151 / 304, 5);
    expect(grace).toMatchObject({ isCurrent: false, filled: 0, days: 30 });
    expect(redemption).toMatchObject({ filled: 0, days: null });
  });

  test("is full in the phases behind the present one", () => {
    const [active, grace] = lineOf({ lifecycle: "grace" }, "2026-11-16T00:00:00.000Z");
    expect(active).toMatchObject({ isCurrent: false, filled: 1 });
    expect(grace).toMatchObject({ isCurrent: true, filled: 0.5 });
  });

  test("marks a place, not a figure, in a phase whose ends nobody told", () => {
    const [, , redemption] = lineOf({ lifecycle: "redemption" });
    expect(redemption).toMatchObject({ isCurrent: true, days: null, filled: 0.5 });
  });

  test("marks no phase for a name whose phase is not known", () => {
    expect(lineOf({ lifecycle: "unknown" }).some(({ isCurrent }) => isCurrent)).toBe(false);
  });
});
