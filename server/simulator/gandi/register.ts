import { domainToASCII } from "node:url";
import { z } from "zod";
import { DomainName, HostName } from "../../names/domain-name";
import type { Contacts, DomainRecord } from "../records";
import { addYears, toInstant } from "../time";
import type { SimResponse } from "../wire";
import { authCodeOf } from "../world/build-domain";
import { NAMESERVER_SETS } from "../world/nameservers";
import { TLDS, tldOf } from "../world/tlds";
import type { Availability } from "./availability";
import { ContactBody } from "./contact";
import { bodyOf, type Context, refuseFields, takeUp } from "./context";
import { hrefOf } from "./domain-json";
import { refused } from "./errors";
import { billFor, Currency, isPremium } from "./prices";

/** What registration and inbound transfer have in common. */
export const Order = z.object({
  fqdn: z
    .string()
    .transform((name) => domainToASCII(name))
    .pipe(DomainName),
  owner: ContactBody,
  admin: ContactBody.optional(),
  bill: ContactBody.optional(),
  tech: ContactBody.optional(),
  duration: z.int().min(1).max(10).default(1),
  nameservers: z.array(HostName).min(1).max(13).optional(),
  currency: Currency.default("EUR"),
  enforce_premium: z.boolean().default(false),
});
export type Order = z.infer<typeof Order>;

const OPERATION = "register";

/** POST /domain/domains. The domain can be seen once the delay is over; until then it is a 404. */
export function register(context: Context, availability: Availability): SimResponse {
  const { sim } = context;
  const order = bodyOf(context, Order);
  const { fqdn } = order;
  if (sim.isPending(fqdn, OPERATION)) throw refused(409);
  if (!availability.isFree(fqdn)) throw refused(400, "This domain is not available.");
  if (isPremium(fqdn) && !order.enforce_premium) {
    const description = "the domain is premium";
    throw refuseFields(context, [{ location: "body", name: "enforce_premium", description }]);
  }
  const bill = billFor(sim, fqdn, "create", { years: order.duration, currency: order.currency });
  if (!bill) throw tooLong(context);
  const domain = newDomain(order, context.token.organisationId, toInstant(sim.now()));
  const failsLater = fqdn.startsWith("sim-fails-");
  return takeUp(
    context,
    "Domain creation in progress",
    () => sim.accept(fqdn, OPERATION, failsLater ? null : { kind: "domain_put", domain }),
    { headers: { location: hrefOf(fqdn, context.base) }, bill },
  );
}

/** The refusal of a duration that has no price. */
export function tooLong(context: Context) {
  const description = "duration is not available for this domain";
  return refuseFields(context, [{ location: "body", name: "duration", description }]);
}

/** The record of a domain that was ordered at `at`. */
export function newDomain(order: Order, organisationId: string, at: string): DomainRecord {
  const tld = tldOf(order.fqdn) ?? "";
  const canLock = TLDS[tld]?.canLock ?? false;
  return {
    organisationId,
    fqdn: order.fqdn,
    tld,
    status: canLock ? ["clientTransferProhibited"] : [],
    createdAt: at,
    registryCreatedAt: at,
    updatedAt: at,
    expiresAt: addYears(at, order.duration),
    autoRenew: false,
    hasAutoRenewRecord: false,
    autoRenewYears: 1,
    nameservers: order.nameservers ?? NAMESERVER_SETS.livedns,
    showsHostsInList: false,
    tags: [],
    canLock,
    authCode: authCodeOf(order.fqdn),
    services: order.nameservers ? [] : ["gandilivedns"],
    contacts: contactsOf(order),
  };
}

function contactsOf({ owner, admin, bill, tech }: Order): Contacts {
  return {
    owner,
    ...(admin ? { admin } : {}),
    ...(bill ? { bill } : {}),
    ...(tech ? { tech } : {}),
  };
}
