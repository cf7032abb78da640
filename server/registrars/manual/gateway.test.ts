import { expect, test } from "vitest";
import { DomainName } from "../../names/domain-name";
import { CAPABILITIES } from "../gateway";
import { gatewayFor } from "../registry";
import { restricted } from "../restrict";
import { manualGateway } from "./gateway";

const name = DomainName.parse("example.com");
const unsupported = { ok: false, error: { code: "unsupported", effect: "none" } };

test("an account kept by hand can do nothing, and says why of each thing", () => {
  const { capabilities } = manualGateway();
  for (const capability of CAPABILITIES) {
    const flag = capabilities[capability];
    expect([capability, flag.supported]).toEqual([capability, false]);
    expect(flag.supported ? "" : flag.reason).toContain("kept by hand");
  }
});

test("whatever is asked of it is refused without anybody being called", async () => {
  const gateway = manualGateway();
  const { registrar: _, capabilities: __, checkAvailabilityOf, ...methods } = gateway;
  for (const [method, call] of Object.entries(methods))
    expect([method, await (call as (request: unknown) => unknown)({ name })]).toEqual([
      method,
      expect.objectContaining({
        ok: false,
        error: expect.objectContaining({ code: "unsupported", effect: "none" }),
      }),
    ]);
  const told = await checkAvailabilityOf([name]);
  expect(told).toMatchObject([{ name, state: "unknown" }]);
});

test("it stays so, whatever the account is said to be allowed", async () => {
  const opened = gatewayFor({
    registrar: "manual",
    endpoint: "production",
    credential: null,
    simulatorUrl: null,
    mode: "production",
  });
  if (!opened.ok) throw new Error(opened.error.message);
  const full = restricted(opened.value, { mode: "full", paidCallsAt: "2026-01-01T00:00:00Z" });
  expect(await full.setAutoRenew({ name, idempotencyKey: "k", enabled: true })).toMatchObject(
    unsupported,
  );
});
