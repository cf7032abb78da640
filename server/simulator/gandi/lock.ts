import { z } from "zod";
import type { SimResponse } from "../wire";
import { bodyOf, type Context, ownDomain, takeUp } from "./context";
import { refused } from "./errors";

const LOCK = "clientTransferProhibited";
const StatusBody = z.strictObject({ [LOCK]: z.boolean() });

/** PATCH /domain/domains/{d}/status: sets or lifts the transfer lock. */
export function changeStatus(context: Context): SimResponse {
  const { fqdn, status, canLock } = ownDomain(context);
  const isLocked = bodyOf(context, StatusBody)[LOCK];
  if (!canLock) throw refused(400, "The lock is not available for this extension.");
  const others = status.filter((word) => word !== LOCK);
  const fields = { status: isLocked ? [LOCK, ...others] : others };
  return takeUp(context, "The status will be updated.", () =>
    context.sim.accept(fqdn, "status", { kind: "domain_patched", fqdn, fields }),
  );
}
