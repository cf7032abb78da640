import { addDays, daysBetween } from "../time";
import { ownContact } from "./contacts";
import {
  answer,
  askedName,
  type Context,
  localTime,
  ownDomain,
  refuse,
  type Verb,
  years,
} from "./context";
import { billed, mustAfford, YEAR_MINOR } from "./prices";
import type { RotldDomain } from "./records";
import { authorizationKeyOf, YEAR_DAYS } from "./world";

const MAX_DAYS = 10 * YEAR_DAYS;
const RESERVED_LABELS = new Set(["guvern", "primaria", "presedinte", "politia"]);
const PASSWORD = /^(?=.*[a-z])(?=.*[A-Z])(?=.*\d)[a-zA-Z0-9 \-.,:;[\]{}_+=@#$^*?!|~]{6,40}$/;

type Standing = "Available" | "Not Available" | "Not Allowed";

/** Labels that begin with "sim-taken-" and "sim-reserved-" stand for names nobody here has. */
function standingOf({ book }: Context, name: string): Standing {
  const label = name.split(".")[0] ?? "";
  if (RESERVED_LABELS.has(label) || label.startsWith("sim-reserved-")) return "Not Allowed";
  return book.domain(name) || label.startsWith("sim-taken-") ? "Not Available" : "Available";
}

/** check-availability */
export const checkAvailability: Verb = (context) =>
  answer(context, { status: standingOf(context, askedName(context)) });

/** check-renewal-availability. The shape of its data is a guess. */
export const checkRenewals: Verb = (context) => {
  const { book, form, registrar } = context;
  const days = years(context, "period") * YEAR_DAYS;
  const names = (form.get("domains_list") ?? "").split(",").filter((name) => name !== "");
  const told = names.map((name) => {
    const domain = book.domain(name);
    const isOurs = domain?.registrarId === registrar.id;
    return [
      name,
      isOurs && daysBetween(book.now, domain.expiresAt) + days <= MAX_DAYS
        ? "Available"
        : "Not Available",
    ];
  });
  return answer(context, Object.fromEntries(told));
};

/** domain-register. The name is there at once; a reservation costs nothing until it is activated. */
export const register: Verb = (context) => {
  const { book, form, registrar } = context;
  const name = askedName(context);
  const period = years(context, "domain_period");
  const { cid } = ownContact(context, "c_registrant");
  const password = form.get("domain_password");
  if (password !== null && !PASSWORD.test(password))
    throw refuse(context, "50014", "domain_password");
  const standing = standingOf(context, name);
  if (standing !== "Available")
    throw refuse(context, standing === "Not Allowed" ? "10506" : "10009");
  const isReservation = form.get("reservation") === "1";
  const price = isReservation ? 0 : period * YEAR_MINOR;
  mustAfford(context, price);
  const domain: RotldDomain = {
    name,
    registrarId: registrar.id,
    registrantId: cid,
    registeredAt: book.now,
    expiresAt: addDays(book.now, period * YEAR_DAYS),
    deletionAt: null,
    statuses: [isReservation ? "Reserved" : "OK"],
    nameservers: [],
    dsdata: [],
    authorizationKey: authorizationKeyOf(name),
    arrival: null,
  };
  book.put("domain", name, domain);
  const told = answer(context, {
    domain: name,
    registrant_id: cid,
    registration_date: localTime(domain.registeredAt),
    expiration_date: localTime(domain.expiresAt),
  });
  return isReservation ? told : billed(context, price, told);
};

/** domain-activate */
export const activate: Verb = (context) => {
  const domain = ownDomain(context);
  if (!domain.statuses.includes("Reserved")) throw refuse(context, "10506");
  const days = daysBetween(domain.registeredAt, domain.expiresAt);
  const price = Math.round(days / YEAR_DAYS) * YEAR_MINOR;
  mustAfford(context, price);
  context.book.put("domain", domain.name, { ...domain, statuses: ["OK"] });
  return billed(context, price, answer(context));
};

/** domain-renew. Ten years from today are the most. A name in deletion comes back. */
export const renew: Verb = (context) => {
  const { book } = context;
  const domain = ownDomain(context);
  const period = years(context, "domain_period");
  if (domain.statuses.includes("RenewProhibited")) throw refuse(context, "10508");
  const expiresAt = addDays(domain.expiresAt, period * YEAR_DAYS);
  if (daysBetween(book.now, expiresAt) > MAX_DAYS) throw refuse(context, "10512");
  const price = period * YEAR_MINOR;
  mustAfford(context, price);
  const left = domain.statuses.filter((word) => word !== "Hold" && word !== "PendingDelete");
  const statuses = left.length === 0 ? ["OK"] : left;
  book.put("domain", domain.name, { ...domain, expiresAt, statuses, deletionAt: null });
  return billed(context, price, answer(context, { expiration_date: localTime(expiresAt) }));
};

/** domain-info */
export const readDomain: Verb = (context) => {
  const domain = ownDomain(context);
  return answer(context, {
    domain: domain.name,
    registrant_id: domain.registrantId,
    registration_date: localTime(domain.registeredAt),
    expiration_date: localTime(domain.expiresAt),
    deletion_date: domain.deletionAt === null ? null : localTime(domain.deletionAt),
    statuses: domain.statuses,
    nameservers: domain.nameservers,
    dsdata: domain.dsdata,
  });
};
