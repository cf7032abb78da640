import { randomUUID } from "node:crypto";
import type { Database } from "@/db/client";
import { mintScope } from "../auth/mint-scope";
import type { Role } from "../auth/roles";
import { DNS_OFF } from "../dns/port";
import type { ServiceContext } from "../kernel/context";
import { err } from "../kernel/result";

type Who = { readonly role: Role; readonly partnerId?: string; readonly userId?: string };

/** A caller for tests. Registrars refuse every call unless the test hands in its own. */
export function contextFor(
  db: Database,
  { role, partnerId, userId = randomUUID() }: Who,
  overrides: Partial<ServiceContext> = {},
): ServiceContext {
  return {
    actor: {
      kind: "user",
      id: userId,
      name: `${role} of the test`,
      email: `${role}@test.example`,
      role,
      sessionId: randomUUID(),
    },
    scope: mintScope(role === "customer" ? (partnerId ?? randomUUID()) : null),
    requestId: randomUUID(),
    source: "ui",
    address: "192.0.2.1",
    db,
    now: () => new Date("2026-01-15T09:00:00Z"),
    registrars: {
      open: ({ registrar }) =>
        err({
          code: "unsupported",
          effect: "none",
          message: `No gateway for ${registrar} in this test.`,
        }),
    },
    dns: DNS_OFF,
    ...overrides,
  };
}
