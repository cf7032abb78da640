import { describe, expect, test } from "vitest";
import type { OperationRow } from "./store";
import { trackOf } from "./track";

const AT = "2026-11-01T10:00:00.000Z";

const operation = (changed: Partial<OperationRow>): OperationRow =>
  ({
    id: "0193f2aa-1111-4abc-8def-001122334455",
    name: "example.com",
    state: "submitted",
    sends: 1,
    dispatchedAt: AT,
    acceptedAt: AT,
    finishedAt: null,
    reviewAt: null,
    errorCode: null,
    errorMessage: null,
    evidence: null,
    ...changed,
  }) as OperationRow;

const under = (evidence: Record<string, unknown>) => trackOf(operation({ evidence }));

describe("whom a transfer waits for", () => {
  test.each([
    ["waiting for the form of authorization", "registrant"],
    ["FOA mail sent", "registrant"],
    ["waiting for the losing registrar", "losing_registrar"],
    ["The name is still with another registrar.", "losing_registrar"],
    ["transfer in progress at the registry", "registry"],
    ["Step 7b", "registrar"],
  ])("%j waits for the %s", (step, waitsFor) => {
    expect(under({ transfer: "in_progress", step })).toMatchObject({
      state: "under_way",
      waitsFor,
      step,
    });
  });

  test("before it is sent it waits for us, and can still be cancelled", () => {
    const pending = { state: "pending", sends: 0, dispatchedAt: null, acceptedAt: null };
    expect(trackOf(operation(pending))).toMatchObject({
      state: "queued",
      waitsFor: "us",
      canCancel: true,
    });
    expect(under({}).canCancel).toBe(false);
  });
});

test("the silence of a losing registrar counts as a yes five days after the order, where the policy says so", () => {
  const evidence = { step: "waiting for the losing registrar" };
  expect(under(evidence).release).toEqual({
    at: "2026-11-06T10:00:00.000Z",
    source: "ICANN Transfer Policy",
  });
  expect(trackOf(operation({ evidence, name: "exemplu.ro" })).release).toBeNull();
  expect(under({ step: "foa" }).release).toBeNull();
});

describe("what to do next", () => {
  test.each([
    ["The losing registrar rejected the transfer", "said no"],
    ["Invalid auth code", "new auth code"],
    ["Domain is locked (clientTransferProhibited)", "unlocked"],
    ["insufficient balance", "Pay in"],
    ["Something unheard of", "See to what the reason says"],
  ])("after %j: %s", (reason, next) => {
    const failed = operation({
      state: "failed",
      finishedAt: AT,
      errorCode: "transfer_failed",
      errorMessage: reason,
      evidence: { transfer: "failed", reason },
    });
    const track = trackOf(failed);
    expect(track).toMatchObject({ state: "failed", waitsFor: null, reason });
    expect(track.next).toContain(next);
    expect(track.next).toContain("begin a new transfer");
  });

  test("of what was sent and not answered: nothing, as it is looked for", () => {
    expect(trackOf(operation({ state: "unknown" })).next).toContain("never sent again");
  });
});
