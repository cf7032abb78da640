import { z } from "zod";
import { json, type SimResponse } from "../wire";
import { bodyOf, type Context, ownDomain, takeUp } from "./context";
import { autoRenew } from "./domain-json";
import { refused } from "./errors";

const AutoRenewBody = z.object({
  enabled: z.boolean(),
  duration: z.int().min(1).max(9).optional(),
  org_id: z.string().optional(),
});

/** GET /domain/domains/{d}/autorenew */
export function readAutoRenew(context: Context): SimResponse {
  return json(200, autoRenew(ownDomain(context), context.base));
}

/** PATCH /domain/domains/{d}/autorenew. What was never on cannot be switched off. */
export function changeAutoRenew(context: Context): SimResponse {
  const domain = ownDomain(context);
  const { fqdn } = domain;
  const { enabled, duration } = bodyOf(context, AutoRenewBody);
  if (!enabled && !domain.hasAutoRenewRecord) {
    throw refused(400, "This product has no autorenew record");
  }
  const fields = {
    autoRenew: enabled,
    hasAutoRenewRecord: true,
    autoRenewYears: duration ?? domain.autoRenewYears,
  };
  return takeUp(context, "The autorenew record will be updated.", () =>
    context.sim.accept(fqdn, "autorenew", { kind: "domain_patched", fqdn, fields }),
  );
}
