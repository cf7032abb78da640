import { z } from "zod";
import type { DomainRecord } from "../records";
import { addDays, daysBetween, toInstant } from "../time";
import { json, type SimResponse } from "../wire";
import { TLDS } from "../world/tlds";
import { bodyOf, type Context, ownDomain, refuseFields, takeUp } from "./context";
import { notFound, refused } from "./errors";
import { phaseOf } from "./phase";
import { billFor, Currency } from "./prices";

const RENEW = "renew";
const RESTORE = "restore";
/** A registry lets a name run for ten years from today, never longer. */
const CAP_YEARS = 10;
const YEAR_DAYS = 365.25;

const RenewBody = z.object({ duration: z.int().min(1), currency: Currency.default("EUR") });
const RestoreBody = z.object({ currency: Currency.default("EUR") });

/** GET /domain/domains/{d}/renew: whether and for how long it can be renewed now. */
export function renewWindow(context: Context): SimResponse {
  const domain = ownDomain(context);
  const durations = durationsOf(domain, context.sim.now());
  return json(200, {
    renew: {
      begins_at: domain.registryCreatedAt,
      durations,
      maximum: durations.at(-1) ?? 0,
      minimum: durations[0] ?? 0,
      prohibited: durations.length === 0,
    },
  });
}

/** POST /domain/domains/{d}/renew. The new expiry can be seen once the delay is over. */
export function renew(context: Context): SimResponse {
  const domain = ownDomain(context);
  const { duration, currency } = bodyOf(context, RenewBody);
  if (context.sim.isPending(domain.fqdn, RENEW)) throw refused(409);
  const allowed = durationsOf(domain, context.sim.now());
  if (allowed.length === 0) throw refused(400, "This domain cannot be renewed.");
  const bill = billFor(context.sim, domain.fqdn, "renew", { years: duration, currency });
  if (!allowed.includes(duration) || !bill) {
    const description = `${duration} is not one of ${allowed.join(", ")}`;
    throw refuseFields(context, [{ location: "body", name: "duration", description }]);
  }
  const change = { kind: "domain_renewed", fqdn: domain.fqdn, years: duration } as const;
  return takeUp(
    context,
    "Domain renewal in progress",
    () => context.sim.accept(domain.fqdn, RENEW, change),
    { bill },
  );
}

/** GET /domain/domains/{d}/restore: until when a deleted name can be had back. */
export function restoreWindow(context: Context): SimResponse {
  const domain = ownDomain(context);
  const restoreDays = TLDS[domain.tld]?.phaseEnds[1] ?? 0;
  if (phaseOf(domain, context.sim.now()) !== "restore" || !domain.expiresAt) throw notFound();
  return json(200, {
    restore: { ends_at: addDays(domain.expiresAt, restoreDays), prohibited: false },
  });
}

/** POST /domain/domains/{d}/restore. Brings the name back and renews it for a year. */
export function restore(context: Context): SimResponse {
  const domain = ownDomain(context);
  const { fqdn } = domain;
  const hasBody = context.request.body !== "";
  const { currency } = hasBody ? bodyOf(context, RestoreBody) : RestoreBody.parse({});
  if (context.sim.isPending(fqdn, RESTORE)) throw refused(409);
  const bill = billFor(context.sim, fqdn, "restore", { years: 1, currency });
  if (phaseOf(domain, context.sim.now()) !== "restore" || !bill) {
    throw refused(400, "This domain cannot be restored.");
  }
  return takeUp(
    context,
    "Domain restoration in progress",
    () => context.sim.accept(fqdn, RESTORE, { kind: "domain_renewed", fqdn, years: 1 }),
    { bill },
  );
}

function durationsOf(domain: DomainRecord, now: Date): number[] {
  const phase = phaseOf(domain, now);
  const isOpen = phase === "registered" || phase === "hold";
  if (!isOpen || !domain.expiresAt || domain.status.includes("pendingTransfer")) return [];
  const leftYears = daysBetween(toInstant(now), domain.expiresAt) / YEAR_DAYS;
  const perOrder = TLDS[domain.tld]?.maxYears ?? 1;
  const most = Math.min(perOrder, CAP_YEARS - 1, Math.floor(CAP_YEARS - leftYears));
  return Array.from({ length: Math.max(0, most) }, (_, n) => n + 1);
}
